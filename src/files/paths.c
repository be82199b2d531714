/* Folders by XDG, and making them. */
#include "files/paths.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *environment_or_null(const char *name)
{
    const char *value = getenv(name);

    return value != NULL && value[0] != '\0' ? value : NULL;
}

void path_join(struct str *out, const char *folder, const char *name)
{
    str_add(out, folder);
    if (out->len > 0 && out->data[out->len - 1] != '/')
        str_add_char(out, '/');
    str_add(out, name);
}

const char *path_base(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

/* $XDG_..._HOME/daybook, or its standard place below HOME. */
static bool xdg_folder(const char *variable, const char *below_home, const char *instead,
    struct str *ret_folder, struct error *err)
{
    const char *xdg = environment_or_null(variable);
    const char *home = environment_or_null("HOME");

    str_clear(ret_folder);
    if (xdg != NULL && xdg[0] == '/') {
        path_join(ret_folder, xdg, "daybook");
        return true;
    }
    if (home == NULL || home[0] != '/')
        return error_set(err, ERROR_IO,
            "HOME is not set to a folder, so there is no place for daybook's files: set HOME, or "
            "give %s",
            instead);
    path_join(ret_folder, home, below_home);
    str_add(ret_folder, "/daybook");
    return true;
}

static bool given_or_variable(const char *given, const char *variable, struct str *ret_path)
{
    const char *value = given != NULL ? given : environment_or_null(variable);

    if (value == NULL)
        return false;
    str_clear(ret_path);
    str_add(ret_path, value);
    return true;
}

bool path_of_db(const char *given, struct str *ret_path, struct error *err)
{
    if (given_or_variable(given, "DAYBOOK_DB", ret_path))
        return true;
    if (!xdg_folder("XDG_DATA_HOME", ".local/share", "--db FILE", ret_path, err))
        return false;
    str_add(ret_path, "/daybook.db");
    return true;
}

bool path_of_config(const char *given, struct str *ret_folder, struct error *err)
{
    if (given_or_variable(given, "DAYBOOK_CONFIG", ret_folder))
        return true;
    return xdg_folder("XDG_CONFIG_HOME", ".config", "--config DIR", ret_folder, err);
}

bool path_of_state(struct str *ret_folder, struct error *err)
{
    return xdg_folder("XDG_STATE_HOME", ".local/state", "XDG_STATE_HOME", ret_folder, err);
}

static bool make_one(const char *folder, struct error *err)
{
    struct stat status;

    if (mkdir(folder, 0700) == 0)
        return true;
    if (errno == EEXIST && stat(folder, &status) == 0) {
        if (S_ISDIR(status.st_mode))
            return true;
        return error_set_at(err, ERROR_IO, folder, 0, 0, "is a file where a folder is needed");
    }
    return error_set_at(err, errno == ENOSPC || errno == EDQUOT ? ERROR_FULL : ERROR_IO, folder, 0,
        0, "the folder cannot be made: %s", strerror(errno));
}

bool path_make_folder(const char *folder, struct error *err)
{
    struct str part = {0};
    bool made = true;

    for (const char *at = folder; made && *at != '\0';) {
        size_t len = strspn(at, "/") + strcspn(at + strspn(at, "/"), "/");

        str_add_bytes(&part, at, len);
        at += len;
        if (strspn(str_text(&part), "/") < part.len)
            made = make_one(str_text(&part), err);
    }
    str_fini(&part);
    return made;
}

bool path_make_parent(const char *path, struct error *err)
{
    struct str folder = {0};
    bool made = true;

    str_add_bytes(&folder, path, (size_t)(path_base(path) - path));
    if (folder.len > 0)
        made = path_make_folder(str_text(&folder), err);
    str_fini(&folder);
    return made;
}

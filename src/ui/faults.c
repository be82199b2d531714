/* Faults of the user's own files: told at the start and when a file changed, once, with the way to
 * their lines. */
#include "ui/shell.h"

#include <string.h>
#include "app/looks.h"
#include "base/text.h"
#include "base/words.h"

struct telling {
    size_t count;
    struct str first; /* `playbooks/renewal.yaml:7:1: "aplies" is not known here` */
    struct str all;   /* to know them again */
};

static void take_fault(struct telling *telling, const struct fault *fault)
{
    struct str text = {0};

    fault_format(fault, &text);
    str_addf(&telling->all, "%s\n", str_text(&text));
    if (!telling->count++)
        str_add(&telling->first, str_text(&text));
    str_fini(&text);
}

static void take_playbooks(struct ui *ui, struct telling *telling)
{
    struct playbook_listings listings = {0};
    struct error ignored;

    if (verb_playbooks(ui->session, &listings, &ignored))
        for (size_t i = 0; i < listings.count; i++)
            for (size_t k = 0; k < listings.items[i].faults->count; k++)
                take_fault(telling, &listings.items[i].faults->items[k]);
    array_fini(&listings);
}

/* Without the configuration folder, which is known and long. */
static const char *brief(struct ui *ui, const char *text)
{
    const char *folder = session_config_dir(ui->session);
    size_t len = folder ? strlen(folder) : 0;

    return len && !strncmp(text, folder, len) && text[len] == '/' ? text + len + 1 : text;
}

static void tell(struct ui *ui, const struct telling *telling)
{
    struct keymap_sections sections = shell_sections(ui);
    const struct keymap_binding *binding = keymap_for_command(&ui->keymap, &sections, "faults");
    struct str text = {0};
    char key[32];

    if (telling->count == 1)
        str_add(&text, _("A fault in your files"));
    else
        str_addf(&text,
            words_plural(
                "%zu fault in your files", "%zu faults in your files", (long long)telling->count),
            telling->count);
    str_addf(&text,
        words_plural(", %s shows it: %s", ", %s shows them: %s", (long long)telling->count),
        binding ? key_sequence_text(&binding->sequence, key, sizeof(key)) : ":faults",
        brief(ui, str_text(&telling->first)));
    ui->is_partial = false;
    toast_fault(&ui->toast, str_text(&text));
    str_fini(&text);
}

void shell_tell_faults(struct ui *ui)
{
    struct telling telling = {0};

    telling.count = session_faults(ui->session, &telling.first);
    str_add(&telling.all, str_text(&telling.first));
    take_playbooks(ui, &telling);
    if (telling.count && !text_equal(str_text(&telling.all), str_text(&ui->faults_told)))
        tell(ui, &telling);
    str_clear(&ui->faults_told);
    str_add(&ui->faults_told, str_text(&telling.all));
    str_fini(&telling.first);
    str_fini(&telling.all);
}

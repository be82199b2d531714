/* Completions for the shells: each script asks `daybook completions for` with the words of the
 * line, so that what it offers is always what the program takes. */
#include "cli_internal.h"

#include "base/text.h"

/* What is offered may hold blanks: bash and fish want it quoted, zsh quotes by itself. With nothing
 * to offer the shell completes the names of files. */
static const char bash[] =
    "# bash completion for daybook\n"
    "_daybook()\n"
    "{\n"
    "    local line\n"
    "    COMPREPLY=()\n"
    "    while IFS=$'\\t' read -r line _; do\n"
    "        COMPREPLY+=(\"$(printf '%q' \"$line\")\")\n"
    "    done < <(daybook completions for -- \"${COMP_WORDS[@]:1:COMP_CWORD}\" 2>/dev/null)\n"
    "    [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace\n"
    "}\n"
    "complete -o default -F _daybook daybook\n";

static const char zsh[] =
    "#compdef daybook\n"
    "_daybook()\n"
    "{\n"
    "    local -a names lines more\n"
    "    local line\n"
    "    for line in \"${(@f)$(daybook completions for -- \"${(@)words[2,CURRENT]}\" "
    "2>/dev/null)}\"; do\n"
    "        [[ -n $line ]] || continue\n"
    "        names+=(\"${line%%$'\\t'*}\")\n"
    "        lines+=(\"${line%%$'\\t'*}  ${line#*$'\\t'}\")\n"
    "    done\n"
    "    if (( $#names )); then\n"
    "        [[ $names[1] == *= ]] && more=(-S '')\n"
    "        compadd \"${more[@]}\" -l -M 'm:{a-zA-Z}={A-Za-z}' -d lines -a names\n"
    "    else\n"
    "        _files\n"
    "    fi\n"
    "}\n"
    "if [[ $funcstack[1] == _daybook ]]; then _daybook \"$@\"; else compdef _daybook daybook; fi\n";

static const char fish[] =
    "# fish completion for daybook\n"
    "function __daybook_offers\n"
    "    set -l words (commandline -opc)\n"
    "    daybook completions for -- $words[2..-1] (commandline -ct) 2>/dev/null\n"
    "end\n"
    "complete -c daybook -a '(__daybook_offers)'\n";

static const struct {
    const char *name, *script;
} shells[] = {{"bash", bash}, {"fish", fish}, {"zsh", zsh}};

bool cli_completions(struct cli *cli, struct error *err)
{
    if (text_equal(cli->words[0], "for")) {
        complete_line(cli, cli->words + 1, cli->word_count - 1);
        return true;
    }
    for (size_t i = 0; i < COUNT_OF(shells); i++)
        if (text_equal(shells[i].name, cli->words[0])) {
            out_text(cli, shells[i].script);
            return true;
        }
    return error_set(
        err, ERROR_USAGE, "no completions for '%s'; there are bash, fish and zsh", cli->words[0]);
}

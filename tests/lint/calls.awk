# Calls that are unsafe, follow the locale or belong to one place. A row: names, then where they may stand
# (a regular expression over the path), then why not elsewhere.
function row(names, allowed, why, list, n, i) {
    n = split(names, list, " ")
    for (i = 1; i <= n; i++) {
        places[list[i]] = allowed
        reasons[list[i]] = why
    }
}

BEGIN {
    row("strcpy strcat sprintf vsprintf gets strtok stpcpy", "^$", "unbounded or stateful: use base/str")
    row("atoi atol atoll atof", "^$", "tells no errors: use text_to_int or text_to_real")
    row("strtol strtoll strtoul strtoull strtod strtof strtold strtoimax strtoumax", \
        "^src/base/|^tests/", "use text_to_int or text_to_real")
    row("sscanf", "^tests/", "use text_to_int or text_to_real")
    row("system popen", "^$", "goes through a shell")
    row("rand srand random srandom", "^$", "not the same twice: carry a seed")
    row("mktime localtime localtime_r gmtime gmtime_r strftime timegm", \
        "^src/(base/clock|files/zone)\\.c$|^tests/", "the clock's place is base/clock, that of zones files/zone")
    row("time gettimeofday clock_today clock_now clock_stamp", "^src/(base/clock\\.c$|app/|ui/|cli/|main\\.c$)|^include/base/|^tests/", \
        "nothing below app asks the clock")
    row("setlocale", "^src/(main|base/words)\\.c$|^tests/", "main sets it once, base/words that of messages")
    row("gettext ngettext dgettext dcgettext", "^src/base/words\\.c$", "mark texts with _() of base/words")
    row("exit _exit quick_exit", "^src/(main\\.c|base/bug\\.c)$|^tests/", "return an error")
    row("abort", "^src/base/bug\\.c$|^tests/", "use BUG_ON")
    row("malloc calloc realloc strdup strndup asprintf vasprintf", "^src/(base/|files/([a-z]*_gen\\.c|gen_internal\\.h)$)|^tests/", \
        "use base/mem")
    row("printf vprintf puts putchar perror fputs putc", \
        "^src/(base/(bug|log)\\.c$|files/([a-z]*_gen\\.c|gen_internal\\.h)$|ui/|cli/|main\\.c$)|^tests/", "nothing below the faces prints")
    row("sleep usleep nanosleep", "^$", "wait for what is to happen, with a deadline")
}

{
    code = strip($0)
    while (match(code, /[A-Za-z_][A-Za-z_0-9]*[ \t]*\(/)) {
        before = RSTART > 1 ? substr(code, RSTART - 1, 1) : ""
        name = substr(code, RSTART, RLENGTH - 1)
        sub(/[ \t]*$/, "", name)
        if (name in places && before != "." && before != ">" && FILENAME !~ places[name])
            found(name "(): " reasons[name])
        code = substr(code, RSTART + RLENGTH)
    }
}

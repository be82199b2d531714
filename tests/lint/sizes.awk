# A function is mostly about 10 lines, nine in ten under 40, never over 60; a file never over 600.
FNR == 1 {
    open = 0
}

FNR == 601 {
    found("file over 600 lines: split it by idea")
}

/^\{/ {
    open = FNR
}

/^[A-Za-z_].*\)[ \t]*\{[ \t]*$/ {
    open = FNR
}

/^\}/ && open {
    functions++
    lines = FNR - open
    if (lines > 40)
        long++
    if (lines > 60)
        print FILENAME ":" open ": function of " lines " lines (60 at most)"
    open = 0
}

length($0) > 120 && FILENAME !~ /meson\.build$/ {
    found("line over 120 columns (100 is the habit)")
}

END {
    if (functions >= 100 && long * 10 > functions)
        print "src:0: " long " of " functions " functions over 40 lines (one in ten at most)"
}

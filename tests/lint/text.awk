# What no text file of ours holds.
/[ \t]$/ {
    found("blanks at the end of the line")
}

/\t/ {
    found("a tab")
}

/\r/ {
    found("a carriage return")
}

/^(<<<<<<<|>>>>>>>) / {
    found("a conflict left by a merge")
}

/(^|[^A-Za-z0-9_.~$}])\/(work|root|mnt|Users|home\/[a-z]+\/src|tmp\/(wt|build))\// {
    found("a path of one machine")
}

# A catalogue of the language xx, from a .pot: every msgid with other letters of the same width, so that a screen
# tells which of its words went through the catalogue. Conversions, escapes and {names} stay; where there are several
# they bear their place (%2$s), as in a language that orders them otherwise. Of a number there are
# three forms, by a rule that is not English: 1; 2 to 4 and all that end so; the others, with other vowels.
BEGIN {
    plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    n = split("á ƀ ç ď é ƒ ğ ĥ í ĵ ķ ľ ɱ ñ ó ƥ ɋ ř š ť ú ʋ ŵ ẋ ý ž Á Ɓ Ç Ď É Ƒ Ğ Ĥ Í Ĵ Ķ Ľ Ɱ Ñ Ó Ƥ Ɋ Ř Š Ť Ú Ʋ Ŵ Ẋ Ý Ž", list, " ")
    for (i = 1; i <= n; i++)
        letter[substr(plain, i, 1)] = list[i]
    vowels = split("á é í ó ú", from, " ")
    split("ä ë ï ö ü", to, " ")
}

# Do the conversions of this line bear their place? Not beside one of another line, a width `*` or a macro.
function places(text, n) {
    gsub(/%%/, "", text)
    if (text ~ /%[-+ #0-9.]*[*<]/)
        return 0
    n = gsub(/%[-+ #0-9.]*(hh|h|ll|l|z|j)?[A-Za-z]/, "", text)
    return n > 1 && text !~ /%/
}

function turn(text, out, c, placed, at) {
    out = ""
    placed = may_place && places(text)
    at = 0
    while (text != "") {
        if (match(text, /^%[-+ #0-9*.]*(hh|h|ll|l|z|j)?[A-Za-z%]/) || match(text, /^%[-+ #0-9*.]*<[A-Za-z0-9]*>/) ||
            match(text, /^[{][a-z0-9 -]*[}]/) || match(text, /^\\./)) {
            c = substr(text, 1, RLENGTH)
            if (placed && c ~ /^%/ && c != "%%")
                c = "%" ++at "$" substr(c, 2)
            out = out c
            text = substr(text, RLENGTH + 1)
            continue
        }
        c = substr(text, 1, 1)
        out = out (c in letter ? letter[c] : c)
        text = substr(text, 2)
    }
    return out
}

# What stands in quotes on this line, turned; whole: it is all of the text.
function quoted(whole) {
    may_place = whole && is_format
    match($0, /".*"/)
    return "\"" turn(substr($0, RSTART + 1, RLENGTH - 2)) "\""
}

function other(text, i) {
    for (i = 1; i <= vowels; i++)
        gsub(from[i], to[i], text)
    return text
}

function finish() {
    if (in_entry && many != "")
        printf "msgstr[0] %s\nmsgstr[1] %s\nmsgstr[2] %s\n", one, many, other(many)
    else if (in_entry)
        printf "msgstr %s\n", one
    in_entry = 0
    one = many = ""
}

!seen_blank && !/^$/ {
    sub(/nplurals=2; plural=[^;]*/, "nplurals=3; plural=(n==1 ? 0 : n%10>=2 \\&\\& n%10<=4 ? 1 : 2)")
    print
    next
}

/^$/ {
    finish()
    seen_blank = 1
    skipping = is_format = 0
    print
    next
}

/^#,/ {
    is_format = / c-format/
}

/^msgid_plural / {
    print
    many = quoted(1)
    part = 2
    next
}

/^msgid / {
    print
    one = quoted(1)
    in_entry = part = 1
    skipping = 0
    next
}

/^msgstr/ {
    skipping = 1
    next
}

/^"/ && !skipping {
    print
    if (part == 2)
        many = many "\n" quoted()
    else
        one = one "\n" quoted()
    next
}

/^"/ {
    next
}

{
    print
}

END {
    finish()
}

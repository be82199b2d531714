# The binary of a test as the patches and tests/README.md write it, FOLDER/NAME.
binary_of() {
    case $1 in
    unit/*) echo "tests/test_${1#*/}" ;;
    cli/*) echo "tests/cli/cli_${1#*/}" ;;
    e2e/*) echo "tests/e2e/test_e2e_${1#*/}" ;;
    views/*) echo "tests/views/view_${1#*/}" ;;
    esac
}

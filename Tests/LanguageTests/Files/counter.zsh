#compdef sextant
# zsh completion for sextant, made by: sextant --generate zsh

_sextant() {
    local -a options verbs whole open
    options=(
        '-x:Does '\''nothing'\''.'
        '--cross:Does '\''nothing'\''.'
        '-f:Reads it.'
        '--count:Counts.'
    )
    verbs=(
        'add:What adds.'
        'show:Says the number.'
        'keep:Names a file.'
        'quit:Leaves.'
    )
    if ((CURRENT == 2)); then
        _describe -t commands verb verbs
        _describe -t options option options
        _files -g '*.sextant'
        return
    fi
    case $words[2] in
        -f) _files -g '*.sextant' ;;
        -*) ;;
        *)
            # The program itself knows what may follow its verbs.
            local line candidate
            for line in ${(f)"$($words[1] --complete "${(j: :)words[2,CURRENT]}" 2>/dev/null)"}; do
                candidate=${line%%$'\t'*}
                line="${candidate//:/\\:}:${line#*$'\t'}"
                # A value or a file follows these at once.
                [[ $candidate == *[=/] ]] && open+=("$line") || whole+=("$line")
            done
            _describe -V candidate whole
            _describe -V candidate open -S ''
            ;;
    esac
}

_sextant "$@"

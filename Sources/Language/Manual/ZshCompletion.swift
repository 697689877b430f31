/// Completion for zsh.
enum ZshCompletion {
    static func text(_ shell: ShellDescription, _ program: ProgramDescription) -> String {
        let options = program.options.flatMap { option in
            option.names.map { ProgramDescription.Entry($0, option.summary) }
        }
        let modes = program.modes(beside: shell)
        return """
            #compdef sextant
            # zsh completion for sextant, made by: sextant --generate zsh

            _sextant() {
                local -a options verbs whole open
                options=(
            \(options.map(entry).joined(separator: "\n"))
                )
                verbs=(
            \((shell.firstWords + modes).map { entry($0) }.joined(separator: "\n"))
                )
                if ((CURRENT == 2)); then
                    _describe -t commands verb verbs
                    _describe -t options option options
                    _files -g '*.sextant'
                    return
                fi
                case $words[2] in
                    -f) _files -g '*.sextant' ;;\(modes.map { "\n        \($0.name)) _files -/ ;;" }.joined())
                    -*) ;;
                    *)
                        # The program itself knows what may follow its verbs.
                        local line candidate
                        for line in ${(f)"$($words[1] --complete "${(j: :)words[2,CURRENT]}" 2>/dev/null)"}; do
                            candidate=${line%%$'\\t'*}
                            line="${candidate//:/\\\\:}:${line#*$'\\t'}"
                            # A value or a file follows these at once.
                            [[ $candidate == *[=/] ]] && open+=("$line") || whole+=("$line")
                        done
                        _describe -V candidate whole
                        _describe -V candidate open -S ''
                        ;;
                esac
            }

            _sextant "$@"

            """
    }

    /// `'name:what it is'`, in quotes.
    private static func entry(_ entry: ProgramDescription.Entry) -> String {
        let text = "\(entry.name):\(entry.summary)"
        return "        '" + text.replacing("'", with: "'\\''") + "'"
    }
}

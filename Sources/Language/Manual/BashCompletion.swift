/// Completion for bash.
enum BashCompletion {
    static func text(_ shell: ShellDescription, _ program: ProgramDescription) -> String {
        let words = program.options.flatMap(\.names) + (shell.firstWords + program.modes(beside: shell)).map(\.name)
        let modes = program.modes(beside: shell).map { mode in
            "\n        \(mode.name))\n            compopt -o filenames\n"
                + "            COMPREPLY=($(compgen -d -- \"$word\"))\n            ;;"
        }.joined()
        return """
            # bash completion for sextant, made by: sextant --generate bash

            _sextant() {
                local word=${COMP_WORDS[COMP_CWORD]} line=${COMP_LINE:0:COMP_POINT} IFS=$'\\n'
                COMPREPLY=()
                if ((COMP_CWORD == 1)); then
                    compopt -o filenames
                    COMPREPLY=($(compgen -W '\(words.joined(separator: "\n"))' -- "$word")
                        $(compgen -f -X '!*.sextant' -- "$word") $(compgen -d -- "$word"))
                    return
                fi
                case ${COMP_WORDS[1]} in
                    -f)
                        compopt -o filenames
                        COMPREPLY=($(compgen -f -X '!*.sextant' -- "$word") $(compgen -d -- "$word"))
                        ;;\(modes)
                    -*) ;;
                    *)
                        # The program itself knows what may follow its verbs.
                        COMPREPLY=($("$1" --complete "${line#*[[:space:]]}" 2>/dev/null | cut -f 1))
                        # Where bash breaks words at '=', what stands before it is not replaced.
                        local last=${line##*[[:space:]]}
                        [[ $last == *=* && $COMP_WORDBREAKS == *=* ]] &&
                            COMPREPLY=("${COMPREPLY[@]#"${last%=*}="}")
                        [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *[=/] ]] && compopt -o nospace
                        ;;
                esac
            }

            complete -F _sextant sextant

            """
    }
}

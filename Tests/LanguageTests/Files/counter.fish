# fish completion for sextant, made by: sextant --generate fish

complete -c sextant -f
complete -c sextant -n __fish_use_subcommand -k -a '(__fish_complete_suffix .sextant)'
complete -c sextant -n __fish_use_subcommand -s x -l cross -d 'Does \'nothing\'.'
complete -c sextant -n __fish_use_subcommand -s f -r -F -d 'Reads it.'
complete -c sextant -n __fish_use_subcommand -l count -x -d 'Counts.'
complete -c sextant -n __fish_use_subcommand -a add -d 'What adds.'
complete -c sextant -n __fish_use_subcommand -a show -d 'Says the number.'
complete -c sextant -n __fish_use_subcommand -a keep -d 'Names a file.'
complete -c sextant -n __fish_use_subcommand -a quit -d 'Leaves.'
# The program itself knows what may follow its verbs.
function __sextant_candidates
    set -l words (commandline -opc) (commandline -ct)
    $words[1] --complete (string join ' ' -- $words[2..-1]) 2>/dev/null
end
complete -c sextant -n 'not __fish_use_subcommand' -k -a '(__sextant_candidates)'

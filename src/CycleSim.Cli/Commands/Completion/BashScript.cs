namespace CycleSim.Cli.Commands.Completion;

/// <summary>Completion in bash 4 and newer.</summary>
internal static class BashScript
{
    /// <summary>The script.</summary>
    /// <param name="commands">All commands.</param>
    internal static string Write(IReadOnlyList<CompletedCommand> commands) => $$"""
        # Completion of cyclesim in bash: source <(cyclesim completion bash)
        _cyclesim() {
            local current=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]}
            local at='' next='' offered='' options='' files='' value='' sign=''
            local -i i
            COMPREPLY=()
            for ((i = 1; i < COMP_CWORD; i++)); do
                next="$at${at:+ }${COMP_WORDS[i]}"
                case "$next" in
                    {{CaseBlocks.Paths(commands)}}) at=$next ;;
                    *) break ;;
                esac
            done
            # The shell makes three words of --json=FILE.
            if [[ $current == = ]]; then
                current='' sign=1
            elif [[ $option == = ]]; then
                option=${COMP_WORDS[COMP_CWORD - 2]} sign=1
            fi
            case "$at:$option" in
                {{string.Join("\n        ", CaseBlocks.Values(commands))}}
            esac
            if [[ -z $sign && $value != next ]]; then
                offered='' files=''
                case "$at" in
                    {{string.Join("\n            ", CaseBlocks.Words(commands))}}
                esac
                if [[ $current == -* || -z $offered$files ]]; then
                    offered=$options files=''
                fi
            fi
            mapfile -t COMPREPLY < <(compgen -W "$offered" -- "$current"; [[ -z $files ]] || compgen -f -- "$current")
            [[ -z $files ]] || compopt -o filenames 2> /dev/null
            return 0
        }
        complete -F _cyclesim cyclesim

        """;
}

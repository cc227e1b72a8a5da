namespace CycleSim.Cli.Commands.Completion;

/// <summary>Completion in zsh.</summary>
internal static class ZshScript
{
    /// <summary>The script.</summary>
    /// <param name="commands">All commands.</param>
    internal static string Write(IReadOnlyList<CompletedCommand> commands) => $$"""
        #compdef cyclesim
        # Completion of cyclesim in zsh: source <(cyclesim completion zsh), behind compinit
        _cyclesim() {
            local current=${words[CURRENT]} option=${words[CURRENT - 1]} at='' next='' offered='' options='' files='' value='' sign=''
            local -i i
            for ((i = 2; i < CURRENT; i++)); do
                next="$at${at:+ }${words[i]}"
                case "$next" in
                    {{CaseBlocks.Paths(commands)}}) at=$next ;;
                    *) break ;;
                esac
            done
            if [[ $current == --*=* ]]; then
                option=${current%%=*} sign=1
                compset -P '*='
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
            [[ -z $offered ]] || compadd -- ${=offered}
            [[ -z $files ]] || _files
        }
        compdef _cyclesim cyclesim

        """;
}

namespace CycleSim.Cli.Commands.Completion;

/// <summary>Completion in PowerShell.</summary>
internal static class PowerShellScript
{
    /// <summary>The script.</summary>
    /// <param name="commands">All commands.</param>
    internal static string Write(IReadOnlyList<CompletedCommand> commands) => $$"""
        # Completion of cyclesim in PowerShell: cyclesim completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName cyclesim -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $words = @{
                {{string.Join("\n        ", commands.Select(command =>
                    $"'{command.Path}' = {List(command.Words.Select(word => word.Text))}"))}}
            }
            $options = @{
                {{string.Join("\n        ", commands.Select(command =>
                    $"'{command.Path}' = {List(command.Options.SelectMany(option => option.Names))}"))}}
            }
            $values = @{
                {{string.Join("\n        ", commands.SelectMany(command => command.Options.Where(option => option.TakesValue)
                    .SelectMany(option => option.Names.Select(name => $"'{command.Path}:{name}' = {List(option.Values)}"))))}}
            }
            $at = ''
            $last = ''
            foreach ($element in $commandAst.CommandElements | Select-Object -Skip 1) {
                if ($element.Extent.EndOffset -ge $cursorPosition -and $wordToComplete -ne '') { break }
                $last = $element.Extent.Text
                $next = "$at $last".Trim()
                if ($words.ContainsKey($next)) { $at = $next }
            }
            if ($values.ContainsKey("${at}:$last")) { $offered = $values["${at}:$last"] }
            elseif ($wordToComplete -like '-*' -or $words[$at].Count -eq 0) { $offered = $options[$at] }
            else { $offered = $words[$at] }
            $offered | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }

        """;

    private static string List(IEnumerable<string> words) => $"@({string.Join(", ", words.Select(word => $"'{word}'"))})";
}

using System.Text;

namespace CycleSim.Cli.Commands.Completion;

/// <summary>Completion in fish.</summary>
internal static class FishScript
{
    /// <summary>The script.</summary>
    /// <param name="commands">All commands.</param>
    internal static string Write(IReadOnlyList<CompletedCommand> commands)
    {
        var text = new StringBuilder();
        text.Append($$"""
            # Completion of cyclesim in fish: cyclesim completion fish | source
            set -g __cyclesim_paths {{string.Join(' ', commands.Skip(1).Select(command => Quoted(command.Path)))}}
            function __cyclesim_at
                set -l at ''
                set -l words (commandline -opc)
                for word in $words[2..]
                    set -l next (string trim "$at $word")
                    contains -- "$next" $__cyclesim_paths; or break
                    set at $next
                end
                test "$at" = "$argv[1]"
            end
            complete -c cyclesim -f

            """);
        foreach (CompletedCommand command in commands)
        {
            string at = $"complete -c cyclesim -n '__cyclesim_at \"{command.Path}\"'";
            foreach (CompletedWord word in command.Words)
                text.Append($"{at} -a {word.Text} -d {Quoted(word.Meaning)}\n");
            if (command.TakesFiles)
                text.Append($"{at} -F\n");
            foreach (CompletedOption option in command.Options)
                text.Append($"{at} {Names(option)}{Value(option)} -d {Quoted(option.Meaning)}\n");
        }

        return text.ToString();
    }

    private static string Names(CompletedOption option) => string.Join(' ', option.Names.Select(name => name switch
    {
        _ when name.StartsWith("--", StringComparison.Ordinal) => "-l " + name[2..],
        [_, _] => $"-s {Quoted(name[1..])}",
        _ => "-o " + name[1..],
    }));

    private static string Value(CompletedOption option)
    {
        if (!option.TakesValue)
            return "";
        string values = option.Values.Count > 0 ? $" -a {Quoted(string.Join(' ', option.Values))}" : "";
        return (option.TakesFiles ? " -r -F" : " -x") + values;
    }

    private static string Quoted(string text)
    {
        string escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
        return $"'{escaped}'";
    }
}

namespace CycleSim.Cli.Commands.Completion;

/// <summary>Branches of `case`, which bash and zsh read alike.</summary>
internal static class CaseBlocks
{
    /// <summary>The patterns of all commands, for one branch.</summary>
    /// <param name="commands">The commands.</param>
    internal static string Paths(IEnumerable<CompletedCommand> commands) =>
        string.Join(" | ", commands.Where(command => command.Path.Length > 0).Select(command => Quoted(command.Path)));

    /// <summary>A branch for each command: its words, its options, and whether files may follow.</summary>
    /// <param name="commands">The commands.</param>
    internal static IEnumerable<string> Words(IEnumerable<CompletedCommand> commands) => commands.Select(command =>
        $"{Quoted(command.Path)}) offered='{Joined(command.Words.Select(word => word.Text))}' "
        + $"options='{Joined(command.Options.SelectMany(option => option.Names))}'{(command.TakesFiles ? " files=1" : "")} ;;");

    /// <summary>Branches for the options that have values, those of equal values together.</summary>
    /// <param name="commands">The commands.</param>
    internal static IEnumerable<string> Values(IEnumerable<CompletedCommand> commands) => commands
        .SelectMany(command => command.Options.Where(option => option.TakesValue || option.TakesFiles || option.Values.Count > 0)
            .SelectMany(option => option.Names.Select(name => (Pattern: Quoted($"{command.Path}:{name}"), Then: Assigned(option)))))
        .GroupBy(branch => branch.Then, branch => branch.Pattern)
        .Select(branch => $"{string.Join(" | ", branch)}) {branch.Key} ;;");

    private static string Assigned(CompletedOption option) =>
        $"value={(option.TakesValue ? "next" : "own")} offered='{Joined(option.Values)}'{(option.TakesFiles ? " files=1" : "")}";

    private static string Quoted(string text) => $"'{text}'";

    private static string Joined(IEnumerable<string> words) => string.Join(' ', words);
}

using System.CommandLine;
using System.CommandLine.Completions;
using CycleSim.Configuration.Models;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Completion;

/// <summary>Reads from the tree of commands what may be typed.</summary>
internal static class CompletedTree
{
    /// <summary>All commands, the program alone first.</summary>
    /// <param name="command">The root of a tree.</param>
    internal static IReadOnlyList<CompletedCommand> Of(Command command) => [.. Below(command, "")];

    private static IEnumerable<CompletedCommand> Below(Command command, string path)
    {
        Command[] subcommands = [.. command.Subcommands.Where(below => !below.Hidden)];
        IEnumerable<CompletedWord> words = subcommands.Select(below => new CompletedWord(below.Name, FirstLine(below.Description)))
            .Concat(command.Arguments.SelectMany(Offered).Select(value => new CompletedWord(value, "")));
        bool takesFiles = command.Arguments.Any(argument => !Offered(argument).Any());
        yield return new CompletedCommand(
            path, [.. words], takesFiles, [.. command.Options.Where(option => !option.Hidden).Select(Of)]);
        foreach (Command below in subcommands)
            foreach (CompletedCommand found in Below(below, path.Length == 0 ? below.Name : $"{path} {below.Name}"))
                yield return found;
    }

    private static CompletedOption Of(Option option)
    {
        string[] forms = (option.HelpName ?? "").TrimStart('=').Split('|');
        bool takesFiles = forms.Any(IsFile);
        bool takesValue = option.Arity.MinimumNumberOfValues > 0;
        var specified = option as ISpecifiedOption;
        IEnumerable<string> values = specified?.Spec.Models is { } models ? ModelStore.Names(models)
            : specified?.Words is { Count: > 0 } words ? words
            : takesValue ? Offered(option)
            : [];
        return new CompletedOption(
            [option.Name, .. option.Aliases], FirstLine(option.Description), takesValue, [.. values.Where(IsPlain)], takesFiles);
    }

    // "FILE.html" is a file, too.
    private static bool IsFile(string form) => form == "DIR" || form.Split('.')[0] == "FILE";

    private static IEnumerable<string> Offered(Symbol symbol) =>
        symbol.GetCompletions(CompletionContext.Empty).Select(item => item.Label).Where(IsPlain);

    // What every shell reads as it stands.
    private static bool IsPlain(string word) =>
        word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or ':');

    private static string FirstLine(string? text) => (text ?? "").Split('\n')[0];
}

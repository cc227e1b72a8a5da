using System.CommandLine;
using CycleSim.Configuration.Keys;
using CycleSim.Terminal.Options;

namespace CycleSim.Terminal.Tests;

/// <summary>Options whose value is one of some words.</summary>
[Collection("console")]
public sealed class ChoiceOptionTests
{
    private static readonly ChoiceOption<int> Size = new OptionSpec("--size", "Size of the result")
        .Choice<int>(new("small", 1, "default"), new("large", 2));

    private static readonly ChoiceOption<int> Form = new OptionSpec("--form", "Form of the result")
        .RequiredChoice<int>(new("a-rather-long-word", 1), new("another-rather-long-word", 2, "longer still"));

    private readonly ChoiceTable<Colour> _colours = new("colour", new Colour("red", "as blood"), new Colour("blue", "as the sky"));

    [Theory]
    [InlineData("", "2 1 red")]
    [InlineData("--size small", "1 1 red")]
    [InlineData("--size LARGE", "2 1 red")]
    [InlineData("--colour", "2 1 blue")]
    [InlineData("--colour=blue", "2 1 blue")]
    [InlineData("--colour=Red", "2 1 red")]
    public void A_word_stands_for_its_value(string arguments, string printed) =>
        Assert.Equal(new TerminalRun(0, printed + "\n", ""), Run("--form a-rather-long-word " + arguments));

    [Theory]
    [InlineData("--form a-rather-long-word --size medium", "--size medium: allowed are small, large")]
    [InlineData("--form a-rather-long-word --size 1", "--size 1: allowed are small, large")]
    [InlineData("--form short", "--form short: allowed are a-rather-long-word, another-rather-long-word")]
    [InlineData("--form a-rather-long-word --colour=green", "--colour green: allowed are red, blue")]
    public void Another_word_is_refused_with_those_that_there_are(string arguments, string message) =>
        Assert.Equal(new TerminalRun(2, "", $"tool: {message}\n"), Run(arguments));

    [Fact]
    public void Words_of_a_name_may_be_joined_as_in_files() =>
        Assert.Equal(new TerminalRun(0, "2 1 red\n", ""), Run("--form A_rather-long_word"));

    [Fact]
    public void A_word_may_be_required()
    {
        TerminalRun run = Run("");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--form", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_follows_from_the_words()
    {
        ChoiceOption<Colour> colour = MakeColour();
        Assert.Equal(("small|large", "Size of the result: small (default) or large"), (Size.HelpName, Size.Description));
        Assert.Equal(
            ("=red|blue", "Colour of the result: red (as blood; default) or blue (as the sky; also --colour alone)"),
            (colour.HelpName, colour.Description));
        Assert.Equal(
            ("NAME", "Form of the result: a-rather-long-word or another-rather-long-word (longer still)"),
            (Form.HelpName, Form.Description));
        Assert.Equal(["small", "large"], Size.Words);
        Assert.Equal("large", Size.NameOf(2));
    }

    [Fact]
    public void Choices_that_are_added_later_can_be_named()
    {
        ChoiceOption<Colour> colour = MakeColour();
        _colours.Register(new Colour("green", "as grass"));
        Assert.Equal(["red", "blue", "green"], colour.Words);
        Assert.Equal(new TerminalRun(0, "2 1 green\n", ""), Run("--form a-rather-long-word --colour=green", colour));
    }

    private TerminalRun Run(string arguments, ChoiceOption<Colour>? colour = null)
    {
        colour ??= MakeColour();
        var root = new RootCommand("Prints what is chosen.") { Size, Form, colour };
        root.SetAction(parsed =>
        {
            Console.Write(FormattableString.Invariant($"{Size.Of(parsed, 2)} {Form.Of(parsed)} {colour.Of(parsed).Name}\n"));
            return 0;
        });
        return TerminalRun.Of(() => root, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private ChoiceOption<Colour> MakeColour() => new OptionSpec("--colour", "Colour of the result")
    {
        ValueWhenBare = "blue",
    }.NamedChoice(() => _colours.All, "red");

    private sealed record Colour(string Name, string Meaning) : INamedChoice;
}

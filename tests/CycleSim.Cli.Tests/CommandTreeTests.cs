using System.CommandLine;
using System.Text.RegularExpressions;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Tests;

/// <summary>What holds for every command and option.</summary>
public sealed class CommandTreeTests
{
    // Endings of names that are units, and the unit.
    private static readonly Dictionary<string, string> Units = new()
    {
        ["-ns"] = "ns",
        ["-ps"] = "ps",
        ["-s"] = "s",
        ["-ua"] = "uA",
        ["-v"] = "V",
        ["-oe"] = "Oe",
        ["-k"] = "K",
        ["-pj"] = "pJ",
        ["-mm2"] = "mm2",
        ["-nm"] = "nm",
        ["-deg"] = "degrees",
    };

    // Words of no engineer who sees the program for the first time.
    private const string PrivateWords =
        @"\b(figures? of (the|both|a) arrays?|plays?|played|worked out|standstill|stood still|(?<!\bat )(most|least)"
        + "|greatest|fewest|begins?|beginning|dear|reckoned|rubbish|stretch(es)?|images of (a|the) (step|minibatch)|places?"
        + @"|magnet|products of each output|pull of|share of the former)\b";

    public static TheoryData<string> Paths => [.. CommandTree.Commands.Keys];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Names_are_lower_case_words_joined_by_dashes(string path)
    {
        Command command = CommandTree.Commands[path];
        if (path.Length > 0)
            Assert.Matches("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", command.Name);
        Assert.All(OptionsOf(path), option => Assert.Matches("^--[a-z][a-z0-9]*(-[a-z0-9]+)*$", option.Name));
        Assert.All(OptionsOf(path).SelectMany(option => option.Aliases), alias => Assert.Matches("^(-[a-z]|--lr)$", alias));
    }

    /// <summary>Only the command that is called is made: the names by which it is found must be its own.</summary>
    [Fact]
    public void A_command_is_found_by_its_name()
    {
        string[] all = [.. CommandLine.Build().Subcommands.Select(command => command.Name)];
        Assert.Equal(all, all.Select(name => Assert.Single(CommandLine.BuildFor([name, "--help"]).Subcommands).Name));
        Assert.Equal(all, CommandLine.BuildFor(["--help"]).Subcommands.Select(command => command.Name));
        Assert.Equal(all, CommandLine.BuildFor([]).Subcommands.Select(command => command.Name));
        Assert.Equal(all, CommandLine.BuildFor(["sim"]).Subcommands.Select(command => command.Name));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Help_is_plain_English_with_units(string path)
    {
        Command command = CommandTree.Commands[path];
        Assert.Matches("^[A-Z][^\n]{15,}", command.Description);
        Assert.DoesNotMatch(new Regex(PrivateWords, RegexOptions.IgnoreCase), command.Description);
        foreach (Option option in OptionsOf(path))
        {
            Assert.Matches("^([A-Z]|[a-z0-9-]+: )[^\n]{10,}", option.Description);
            Assert.DoesNotMatch(new Regex(PrivateWords, RegexOptions.IgnoreCase), option.Description);
            if (Units.FirstOrDefault(unit => option.Name.EndsWith(unit.Key, StringComparison.Ordinal)).Value is { } name)
                Assert.Matches($@"\b{name}\b", option.Description);
        }

        Assert.All(command.Arguments, argument => Assert.Matches("^[A-Z][^\n]{5,}", argument.Description));
    }

    [Fact]
    public void The_help_shows_what_value_an_option_takes() => Assert.All(
        CommandTree.Options.Where(pair => pair.Option.ValueType != typeof(bool)),
        pair => Assert.False(
            pair.Option.HelpName is null || "--" + pair.Option.HelpName == pair.Option.Name, $"{pair.Path} {pair.Option.Name}"));

    /// <summary>A list of words is declared as such: help, check, message and completion follow from it.</summary>
    [Fact]
    public void Words_that_an_option_takes_are_declared()
    {
        Assert.All(
            CommandTree.Options.Where(pair => pair.Option.HelpName?.Contains('|') == true && pair.Option.HelpName != OptionSpec.NameOrFile),
            pair => Assert.NotEmpty(((ISpecifiedOption)pair.Option).Words));
        Assert.All(CommandTree.Options, pair => Assert.All(
            (pair.Option as ISpecifiedOption)?.Words ?? [],
            word => Assert.Matches($@"[:,] {Regex.Escape(word)}( \(|,| or |$)|or {Regex.Escape(word)}( \(|$)", pair.Option.Description)));
    }

    [Fact]
    public void One_name_is_one_option_in_all_commands()
    {
        Assert.True(Shared.Count > 80, $"{Shared.Count}");
        foreach (IGrouping<string, Option> same in Shared)
        {
            Assert.True(same.Select(option => string.Join(' ', option.Aliases)).Distinct().Count() == 1, $"{same.Key}: short names differ");
            Assert.True(same.Select(TypeOf).Distinct().Count() == 1, $"{same.Key}: types differ");
        }
    }

    /// <summary>The help shows that a value goes behind an equals sign where the next argument is none.</summary>
    [Fact]
    public void The_help_shows_where_a_value_needs_an_equals_sign() => Assert.All(
        CommandTree.Options.Select(pair => pair.Option).OfType<ISpecifiedOption>().Where(option => option.Spec.ValueWhenBare is not null),
        option => Assert.StartsWith("=", option.Spec.ValueForm, StringComparison.Ordinal));

    /// <summary>The help joins the items of a default by bars, which nobody can type: a default list is one item with commas.</summary>
    [Fact]
    public void The_help_shows_default_lists_as_they_are_typed()
    {
        Option[] lists = [.. CommandTree.Options.Select(pair => pair.Option).Where(one => one.ValueType.IsArray && one.HasDefaultValue)];
        Assert.NotEmpty(lists);
        Assert.All(lists, list => Assert.Single((Array)list.GetDefaultValue()!));
    }

    [Fact]
    public void Short_names_mean_one_option_in_each_command() => Assert.All(
        CommandTree.Options.GroupBy(pair => pair.Path),
        command => Assert.Distinct(command.SelectMany(pair => pair.Option.Aliases)));

    /// <summary>
    /// What several commands share is declared once: options of one name come from one declaration, or are one option. A command may say in
    /// a sentence of its own what the option means to it, and what former names it reads.
    /// </summary>
    [Fact]
    public void Shared_options_are_declared_once()
    {
        foreach (IGrouping<string, Option> same in Shared)
        {
            Option[] distinct = [.. same.Distinct()];
            if (distinct.Length == 1)
                continue;
            OptionSpec?[] specs = [.. distinct.Select(option => (option as ISpecifiedOption)?.Spec)];
            Assert.All(specs, spec => Assert.True(spec is not null, $"{same.Key} is declared by hand in several commands"));
            Assert.Single(specs.Select(spec => spec! with
            {
                Meaning = "",
                ValueForm = null,
                Range = null,
                FormerNames = [],
                FormerlyTookNextArgument = false,
            }).Distinct());
        }
    }

    [Theory]
    [InlineData("network", "simulate", "compare", "codesign")]
    [InlineData("memory", "simulate", "array", "trace replay", "validate")]
    [InlineData("memories", "compare", "array sweep", "array plot", "array sensitivity")]
    [InlineData("machine", "simulate", "compare", "trace replay", "validate")]
    [InlineData("dram", "dram", "trace replay", "trace convert")]
    [InlineData("device", "array", "device info", "device wer", "device table")]
    [InlineData("capacity", "simulate", "array", "array sensitivity", "trace replay", "codesign", "validate")]
    [InlineData("batch", "simulate", "compare", "codesign")]
    [InlineData("from", "array sweep", "array plot", "compare", "trace dump", "trace convert", "plot timeline", "plot heatmap")]
    [InlineData("out", "compare", "sweep", "codesign", "reproduce", "array plot", "array import", "trace " +
        "convert", "device table", "plot energy")]
    [InlineData("json", "simulate", "systolic", "dram", "array", "array sweep", "trace info", "trace replay", "device info", "compare")]
    [InlineData("csv", "array sweep", "compare")]
    public void One_idea_has_one_name(string option, params string[] commands) => Assert.All(
        commands, command => Assert.Contains(OptionsOf(command), found => found.Name == "--" + option));

    /// <summary>Options by name, but for --dram of the paper's account, which is how much an access to DRAM moves.</summary>
    private static ILookup<string, Option> Shared => CommandTree.Options
        .Where(pair => pair is not { Path: "account", Option.Name: "--dram" })
        .ToLookup(pair => pair.Option.Name, pair => pair.Option);

    private static IEnumerable<Option> OptionsOf(string path) =>
        CommandTree.Options.Where(pair => pair.Path == path).Select(pair => pair.Option);

    private static Type TypeOf(Option option) => Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType;
}

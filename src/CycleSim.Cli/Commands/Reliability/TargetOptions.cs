using System.CommandLine;
using CycleSim.Device.WordErrors;
using CycleSim.Platform;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands.Reliability;

/// <summary>The options that state a failure rate that must not be exceeded.</summary>
internal static class TargetOptions
{
    internal static readonly ChoiceOption<TargetKind> Kind = new OptionSpec("--target-kind", "What --target is for")
    {
        Since = "0.2",
    }.ChoiceWithDefault(
        TargetKind.Word,
        new("word", TargetKind.Word, "uncorrectable"), new("ber", TargetKind.Ber, "bits after decoding"),
        new("memory", TargetKind.Memory, "any word of it"));

    internal static readonly Option<double?> Target = new OptionSpec("--target", "Failure rate that must not be exceeded")
    {
        ValueForm = "RATE",
        Range = FailureTarget.Values,
        Since = "0.2",
    }.Optional<double?>();

    internal static readonly Option<double?> WordFailure = new OptionSpec(
        "--target-word-failure", "Probability of an uncorrectable word that must not be exceeded: --target-kind word with --target")
    {
        ValueForm = "RATE",
        Range = FailureTarget.Values,
        Since = "0.2",
    }.Optional<double?>();

    internal static readonly Option<double?> MemoryBytes = new OptionSpec(
        "--memory-bytes", "Data bytes of the memory of --target-kind memory")
    {
        ValueForm = "N",
        Range = FailureTarget.MemoryBytes,
        Since = "0.2",
    }.Optional<double?>();

    internal static IReadOnlyList<Option> All => [Kind, Target, WordFailure, MemoryBytes];

    /// <summary>The target that the options state, or null when they state none.</summary>
    /// <exception cref="InputException">They contradict each other.</exception>
    internal static FailureTarget? Of(ParseResult parsed)
    {
        TargetKind kind = Kind.Of(parsed);
        double? bytes = parsed.GetValue(MemoryBytes);
        double? value = (parsed.GetValue(Target), parsed.GetValue(WordFailure)) switch
        {
            (not null, not null) => throw new InputException($"{Target.Name} and {WordFailure.Name} exclude each other"),
            (null, not null) when kind != TargetKind.Word =>
                throw new InputException($"{WordFailure.Name} goes with {Kind.Name} word; for others give {Target.Name}"),
            (double target, null) => target,
            (null, double target) => target,
            _ => null,
        };
        if (bytes is not null != (kind == TargetKind.Memory))
        {
            throw new InputException(bytes is null
                ? $"{MemoryBytes.Name} is missing: the size of the memory of {Kind.Name} memory"
                : $"{MemoryBytes.Name} goes with {Kind.Name} memory");
        }

        if (value is null && parsed.IsGiven(Kind))
            throw new InputException($"{Target.Name} is missing: the rate of {Kind.Name}");
        return value is { } rate ? new FailureTarget(kind, rate, bytes ?? 1) : null;
    }
}

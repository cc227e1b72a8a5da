using System.CommandLine;
using CycleSim.Platform;
using CycleSim.Terminal.Options;
using CycleSim.Training.Formats;
using CycleSim.Training.Running;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Optimizers;

namespace CycleSim.Training.Commands;

/// <summary>The options that say in which number formats tensors are stored.</summary>
internal static class FormatOptions
{
    private static readonly Option<string?> Common = (Spec(
        "--number-format",
        "Number format in which tensors are stored: " + string.Join(", ", StoredFormat.Allowed.Select(format => format.Name)) +
        "; default: fp32. Values are rounded where they are written to a scratchpad, and the bits that fail are those of the format; " +
        "int8 has one scale for each tensor, which never fails") with
    {
        Since = "0.2",
        FormerNames = [new("--format")],
    }).Optional<string?>();

    private static readonly Option<string?>[] OfRoles =
    [
        .. TensorRoles.All.Select(role =>
            Spec($"--{role.ToString().ToLowerInvariant()}-format", $"Number format of {TensorRoles.KeyOf(role)} instead")
                .Optional<string?>()),
    ];

    private static readonly Option<string?> Gradient = Spec(
        "--gradient-format", "Number format of the gradients of weights, whose writes do not fail; default: that of weights")
        .Optional<string?>();

    private static readonly ChoiceOption<MixedPrecision> Mixed = (SharedOptions.MixedPrecision with
    {
        Meaning = "Low-precision weights with fp32 master weights, which updates read and write; their writes in the scratchpad of weights "
            + "fail, too, unless there is --master-weights; other options of formats come first",
    }).NamedChoice(() => MixedPrecisions.All.All, MixedPrecisions.Fp32.Name);

    internal static IEnumerable<Option> All => [Common, .. OfRoles, Gradient, Mixed];

    /// <summary>Reads the options.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="options">What other options say.</param>
    /// <exception cref="InputException">An option is not valid.</exception>
    internal static TrainingOptions Read(ParseResult parsed, TrainingOptions options)
    {
        MixedPrecision precision = Mixed.Of(parsed);
        bool isMixed = precision.Master is not null;
        StoredFormat common = Given(parsed, Common) ?? StoredFormat.Fp32;
        StoredFormat weights = Given(parsed, OfRoles[(int)TensorRole.Weight])
            ?? (isMixed && parsed.GetValue(Common) is null ? StoredFormat.Of(precision.Weights) : common);
        StoredFormat gradients = Given(parsed, Gradient)
            ?? (precision.Gradients == precision.Weights ? weights : StoredFormat.Of(precision.Gradients));
        return options with
        {
            IsMixedPrecision = isMixed,
            Formats = new StoredFormats(
                Given(parsed, OfRoles[(int)TensorRole.Activation]) ?? common, weights,
                Given(parsed, OfRoles[(int)TensorRole.Error]) ?? common, gradients),
        };
    }

    private static OptionSpec Spec(string name, string meaning) => new(name, meaning) { ValueForm = "FORMAT" };

    private static StoredFormat? Given(ParseResult parsed, Option<string?> option) =>
        parsed.GetValue(option) is { } name ? StoredFormat.Of(name, option.Name) : null;
}

using CycleSim.Accelerator.Dataflow.Timing;
using CycleSim.Configuration.Text;
using CycleSim.Platform;

namespace CycleSim.Cli.Commands;

/// <summary>Dataflow, variant and drain of `cyclesim systolic`, which must agree with each other.</summary>
/// <param name="Dataflow">The dataflow.</param>
/// <param name="Variant">Name of its variant; null in SCALE-Sim's counting, which has none.</param>
/// <param name="Drain">One of <see cref="Drains"/>.</param>
internal sealed record SystolicDataflow(IArrayTiming Dataflow, string? Variant, string Drain)
{
    internal const string Physical = "physical";
    internal const string Overlapped = "overlapped";
    internal const string ScaleSim = "scalesim";
    internal const string ScaleSimV1 = "scalesim_v1";

    // The output-stationary variant that is the overlapped drain.
    private const string Shadow = "kshadow";

    /// <summary>The drains that there are.</summary>
    internal static readonly string[] Drains = [Physical, Overlapped, ScaleSim, ScaleSimV1];

    /// <summary>The dataflow of a command that names none.</summary>
    internal static IArrayTiming Default => ArrayTimings.All.All[0];

    private bool IsScaleSim => Variant is null;

    /// <summary>What three options say together; null stands for an option that is not given.</summary>
    /// <exception cref="InputException">One of them is unknown, or two contradict each other.</exception>
    internal static SystolicDataflow Of(IArrayTiming? dataflow, string? variant, string? drain)
    {
        IArrayTiming chosen = DataflowOf(dataflow, variant);
        string? name = variant is null ? null : VariantOf(chosen, variant);
        string[] allowed = DrainsOf(chosen, name);
        if (drain is not null && !allowed.Contains(drain))
        {
            string with = name is null ? $"--dataflow {chosen.Name}" : $"--variant {variant}";
            throw new InputException(
                $"--drain {drain}: with {with} allowed {(allowed.Length > 1 ? "are" : "is")} {WordList.Join(allowed, "and")}");
        }

        string ends = drain ?? allowed[0];
        return new SystolicDataflow(chosen, name ?? DefaultVariant(chosen, ends), ends);
    }

    /// <summary>Counts cycles and words.</summary>
    /// <param name="question">GEMM, array, block, gap and trimmed edges.</param>
    /// <exception cref="InputException">An option has no meaning for the dataflow, the variant or the drain.</exception>
    /// <exception cref="OverflowException">A count exceeds 2^63 - 1.</exception>
    internal ArrayTimingCounts Count(ArrayTimingQuestion question)
    {
        CheckBlock(question);
        CheckTrim(question);
        if (!IsScaleSim)
            return Dataflow.Count(question with { Variant = Variant });
        if (question.Block is not null || question.Gap > 0)
        {
            string option = question.Block is { } block ? $"--block {block}" : $"--gap {question.Gap}";
            throw new InputException($"{option}: SCALE-Sim knows neither blocks nor gaps; with --drain {Drain} neither is allowed");
        }

        return Drain == ScaleSimV1
            ? Accelerator.Dataflow.Timing.ScaleSimV1.Count(question.Gemm, question.Rows, question.Columns)
            : Dataflow.CountAsScaleSim(question.Gemm, question.Rows, question.Columns);
    }

    private static IArrayTiming DataflowOf(IArrayTiming? dataflow, string? variant)
    {
        IArrayTiming? implied = variant is null ? null : ArrayTimings.OfVariant(variant);
        if (dataflow is null)
            return implied ?? Default;
        return implied is null || implied == dataflow ? dataflow : throw new InputException(
            $"--variant {variant}: belongs to --dataflow {implied.Name}, not to {dataflow.Name}; allowed there are "
                + VariantNames(dataflow));
    }

    private static string VariantOf(IArrayTiming dataflow, string variant)
    {
        IEnumerable<string> names = dataflow.Variants.All.Select(choice => choice.Name);
        return names.FirstOrDefault(name => name == variant || ArrayTimings.FullName(dataflow, name) == variant)
            ?? throw new InputException(
                $"--variant {variant}: with --dataflow {dataflow.Name} allowed are {VariantNames(dataflow)}; a full name, such as "
                    + "ws_shadow, also chooses the dataflow");
    }

    private static string VariantNames(IArrayTiming dataflow) => WordList.Join(dataflow.Variants.All.Select(choice => choice.Name), "and");

    // The first one is what the dataflow or the variant means when no drain is given.
    private static string[] DrainsOf(IArrayTiming dataflow, string? variant) => variant switch
    {
        null => dataflow == Default ? Drains : [Physical, ScaleSim],
        Shadow => [Overlapped],
        _ => [Physical],
    };

    private static string? DefaultVariant(IArrayTiming dataflow, string drain) => drain switch
    {
        Physical => dataflow.DefaultVariant,
        Overlapped => Shadow,
        _ => null,
    };

    private void CheckBlock(ArrayTimingQuestion question)
    {
        long size = Dataflow.BlockedSize(question.Gemm);
        if (question.Block > size)
        {
            throw new InputException(
                $"--block {question.Block}: {Dataflow.Name} takes --{Dataflow.BlockedDimension} {size} in blocks; allowed: 1 to {size}");
        }
    }

    private void CheckTrim(ArrayTimingQuestion question)
    {
        if (!question.TrimEdges)
            return;
        if (IsScaleSim || !Dataflow.CanTrim(Variant))
        {
            IEnumerable<string> allowed = Dataflow.Variants.All.Select(choice => choice.Name).Where(name => Dataflow.CanTrim(name));
            throw new InputException(
                $"--trim-edges: with --dataflow {Dataflow.Name} it goes with --variant {WordList.Join(allowed, "or")}, not with "
                    + (IsScaleSim ? $"--drain {Drain}" : Variant));
        }

        if (question.Gap > 0)
            throw new InputException($"--gap {question.Gap}: trimmed edges (--trim-edges) are not defined with a gap; allowed: 0");
    }
}

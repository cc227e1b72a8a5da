using System.CommandLine;
using System.Text.Json;
using CycleSim.Accelerator.Dataflow.Timing;
using CycleSim.Accelerator.Machine;
using CycleSim.Cli.Arguments;
using CycleSim.Cli.Output;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Platform.Processes;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands;

/// <summary>`cyclesim systolic`: cycles of one GEMM when operands are always ready.</summary>
internal static class SystolicCommand
{
    private static readonly NumberRange Sizes = new(1, GemmShape.MaxSize);
    private static readonly NumberRange Gaps = new(0, GemmShape.MaxSize);

    private static readonly Option<long> M = GemmArguments.M.Required<long>();
    private static readonly Option<long> N = GemmArguments.N.Required<long>();
    private static readonly Option<long> K = GemmArguments.K.Required<long>();
    private static readonly Option<int> Rows = GemmArguments.Rows.WithDefault(GemmArguments.DefaultSide);
    private static readonly Option<int> Columns = GemmArguments.Columns.WithDefault(GemmArguments.DefaultSide);

    private static readonly ChoiceOption<IArrayTiming> Dataflow = new OptionSpec(
        "--dataflow", "What stays in the processing elements while the other operands move")
        .NamedChoice(() => ArrayTimings.All.All, SystolicDataflow.Default.Name);

    private static readonly Option<string?> Variant = (GemmArguments.Variant with { Meaning = VariantHelp() }).Optional<string?>();

    private static readonly Option<long?> Block = new OptionSpec(
        "--block", "Words of the streamed dimension (--m of weight_stationary, --n of input_stationary) or of --k (output_stationary) " +
            "in a block; without it, all are one block")
    {
        ValueForm = "N",
        Range = Sizes,
        Since = "0.2",
    }.Optional<long?>();

    private static readonly Option<long> Gap = new OptionSpec(
        "--gap", "Stationary tile f is not there before cycle f x gap; block b of an output-stationary fold not before b x gap after " +
            "its start")
    {
        Unit = "cycles",
        Range = Gaps,
        Since = "0.2",
    }.WithDefault(0L);

    private static readonly ChoiceOption<string?> Drain = new OptionSpec("--drain", "How a fold ends").Choice<string?>(
        new(SystolicDataflow.Physical, SystolicDataflow.Physical, "outputs leave before the next fold starts, default"),
        new(SystolicDataflow.Overlapped, SystolicDataflow.Overlapped, "outputs leave while the next fold runs"),
        new(SystolicDataflow.ScaleSim, SystolicDataflow.ScaleSim, "counting of SCALE-Sim v2 and v3, which leaves out the last cycle"),
        new(SystolicDataflow.ScaleSimV1, SystolicDataflow.ScaleSimV1, "counting of its first version"));

    private static readonly Option<bool> Trim = new("--trim-edges")
    {
        Description = "Folds at the edges cost only the rows and columns they fill (physical drain; variants kstream and serial)",
    };

    private static readonly Option<string?> Json = SharedOptions.Json.Optional<string?>();

    internal static Command Create()
    {
        var command = new Command(
            "systolic",
            "Cycles, folds and utilisation of one GEMM on a systolic array whose operands are always ready.\n\n" +
            "Example: cyclesim systolic --m 8192 --n 512 --k 4608 --rows 256 --columns 256 --drain overlapped --json\n" +
            "Example: cyclesim systolic --m 59 --n 100 --k 300 --rows 16 --columns 16 --dataflow weight_stationary --variant shadow")
        {
            M, N, K, Rows, Columns, Dataflow, Variant, Block, Gap, Drain, Trim, Json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var gemm = new GemmShape(parsed.GetRequiredValue(M), parsed.GetRequiredValue(N), parsed.GetRequiredValue(K));
        string? drain = Drain.Of(parsed, null);
        try
        {
            JsonOutput output = JsonOutput.Of(parsed, Json);
            SystolicResult result = AsksForDataflow(parsed, drain)
                ? OfDataflow(parsed, gemm, drain) : OfDrain(parsed, gemm, drain ?? SystolicDataflow.Physical);
            output.Print(
                () => JsonSerializer.Serialize(result, ResultContext.Default.SystolicResult), () => SystolicTables.Print(result));
        }
        catch (OverflowException)
        {
            throw new InputException(
                $"--m {gemm.M} --n {gemm.N} --k {gemm.K}: the cycles or products exceed 2^63; take smaller dimensions");
        }

        return ExitCode.Done;
    }

    // Without these options the result has the keys of version 0.1.
    private static bool AsksForDataflow(ParseResult parsed, string? drain) => drain == SystolicDataflow.ScaleSimV1
        || new Option[] { Dataflow, Variant, Block, Gap }.Any(option => parsed.IsGiven(option));

    private static SystolicResult OfDrain(ParseResult parsed, GemmShape gemm, string drain)
    {
        bool trim = parsed.GetRequiredValue(Trim);
        if (trim && drain != SystolicDataflow.Physical)
            throw new InputException($"--trim-edges goes with --drain physical, not with {drain}");
        return SystolicResults.OfDrain(
            SystolicDataflow.Of(dataflow: null, variant: null, drain),
            new ArrayTimingQuestion(gemm, parsed.GetRequiredValue(Rows), parsed.GetRequiredValue(Columns)) { TrimEdges = trim });
    }

    private static SystolicResult OfDataflow(ParseResult parsed, GemmShape gemm, string? drain)
    {
        var choice = SystolicDataflow.Of(parsed.IsGiven(Dataflow) ? Dataflow.Of(parsed) : null, parsed.GetValue(Variant), drain);
        return SystolicResults.OfDataflow(choice, new ArrayTimingQuestion(
            gemm, parsed.GetRequiredValue(Rows), parsed.GetRequiredValue(Columns))
        {
            Block = parsed.GetValue(Block),
            Gap = parsed.GetRequiredValue(Gap),
            TrimEdges = parsed.GetRequiredValue(Trim),
        });
    }

    private static string VariantHelp() => "What the array does between folds or blocks: " + string.Join("; ", ArrayTimings.All.All
        .Select(dataflow => $"{dataflow.Name} {string.Join(", ", dataflow.Variants.All.Select(choice => choice.Name))}"))
        + "; a full name, such as ws_shadow, also chooses the dataflow";
}

using System.CommandLine;
using System.Text.Json;
using CycleSim.Accelerator.Machine;
using CycleSim.Cli.Arguments;
using CycleSim.Cli.Output;
using CycleSim.Platform;
using CycleSim.Platform.Processes;
using CycleSim.Terminal.Options;

namespace CycleSim.Cli.Commands;

/// <summary>`cyclesim systolic`: cycles of one GEMM when operands are always ready.</summary>
internal static class SystolicCommand
{
    private static readonly Option<long> M = GemmArguments.M.Required<long>();
    private static readonly Option<long> N = GemmArguments.N.Required<long>();
    private static readonly Option<long> K = GemmArguments.K.Required<long>();
    private static readonly Option<int> Rows = GemmArguments.Rows.WithDefault(GemmArguments.DefaultSide);
    private static readonly Option<int> Columns = GemmArguments.Columns.WithDefault(GemmArguments.DefaultSide);

    private static readonly Option<string> Drain = new("--drain")
    {
        HelpName = "physical|overlapped|scalesim",
        Description = "How a fold ends: physical (outputs leave before the next fold starts), overlapped (while it runs), or " +
            "scalesim (SCALE-Sim's counting, which leaves out the last cycle)",
        DefaultValueFactory = _ => "physical",
    };

    private static readonly Option<bool> Trim = new("--trim-edges")
    {
        Description = "Folds at the edges cost only the rows and columns they fill (physical drain)",
    };

    private static readonly Option<string?> Json = SharedOptions.Json.Optional<string?>();

    internal static Command Create()
    {
        var command = new Command(
            "systolic",
            "Cycles, folds and utilisation of one GEMM on an output-stationary array whose operands are always ready.\n\n" +
            "Example: cyclesim systolic --m 8192 --n 512 --k 4608 --rows 256 --columns 256 --drain overlapped --json")
        {
            M, N, K, Rows, Columns, Drain, Trim, Json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        long m = parsed.GetRequiredValue(M);
        long n = parsed.GetRequiredValue(N);
        long k = parsed.GetRequiredValue(K);
        string drain = parsed.GetRequiredValue(Drain);
        DrainMode mode = drain switch
        {
            "physical" => DrainMode.Physical,
            "overlapped" => DrainMode.Overlapped,
            "scalesim" => DrainMode.Scalesim,
            _ => throw new InputException($"--drain {drain}: allowed are physical, overlapped, scalesim"),
        };
        bool trim = parsed.GetRequiredValue(Trim);
        if (trim && mode != DrainMode.Physical)
            throw new InputException($"--trim-edges goes with --drain physical, not with {drain}");
        var array = new ArrayGeometry(parsed.GetRequiredValue(Rows), parsed.GetRequiredValue(Columns), mode, trim);
        try
        {
            Print(JsonOutput.Of(parsed, Json), array, m, n, k, drain);
        }
        catch (OverflowException)
        {
            throw new InputException($"--m {m} --n {n} --k {k}: the cycles or products exceed 2^63; take smaller dimensions");
        }

        return ExitCode.Done;
    }

    private static void Print(JsonOutput output, ArrayGeometry array, long m, long n, long k, string drain)
    {
        long cycles = array.Cycles(m, n, k);
        long folds = checked(array.RowFolds(m) * array.ColumnFolds(n));
        long macs = checked(m * n * k);
        double utilisation = cycles == 0 ? 0 : (double)macs / ((double)cycles * array.Rows * array.Columns);
        double mapping = (double)m * n / ((double)folds * array.Rows * array.Columns);
        var result = new SystolicResult(
            m, n, k, array.Rows, array.Columns, drain, array.TrimEdgeFolds, cycles, folds, array.RowFolds(m), array.ColumnFolds(n), macs,
            utilisation, mapping);
        output.Print(
            () => JsonSerializer.Serialize(result, ResultContext.Default.SystolicResult),
            () => Console.WriteLine(FormattableString.Invariant(
                $"{m} x {n} x {k} on {array.Rows} x {array.Columns} ({drain}): {cycles} cycles, {folds} folds, ")
                + FormattableString.Invariant($"utilisation {utilisation * 100:0.00} %, mapping efficiency {mapping * 100:0.00} %")));
    }
}

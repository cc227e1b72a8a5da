using System.Globalization;
using CycleSim.Accelerator.Steps;
using CycleSim.Configuration.Text;
using CycleSim.Studies.Validation;
using CycleSim.Terminal;

namespace CycleSim.Cli.Output;

/// <summary>Tables of measured kernels.</summary>
internal static class ValidationTables
{
    internal static void Print(ValidationTitle title, ValidationResult result)
    {
        ProseText.Print($"{title.Machine}, {title.Memory} {ByteSize.Format(title.CapacityBytes)}; error: simulated / measured - 1");
        PrintRows(result);
        if (title.Others.Length > 0)
            PrintOthers(title, result);
        PrintMeans(title, result);
        if (result.Assumptions.Length > 0)
            PrintAssumptions(result);
    }

    private static void PrintRows(ValidationResult result)
    {
        var table = new TextTable(
            ("workload", false), ("measured", true), ("simulated", true), ("error", true), ("computes", true), ("waits: loads", true),
            ("stores", true), ("end", true), ("DRAM busy", true));
        foreach (ValidatedRow row in result.Rows)
        {
            table.Add(
            [
                row.Measured.Benchmark.Name, Number(row.Measured.MeasuredCycles), Number(row.Cycles), Signed(row.Error),
                .. row.Times is { } times ? Shares(times) : ["", "", "", "", ""],
            ]);
        }

        table.Print();
    }

    private static string[] Shares(StepTimes times)
    {
        return
        [
            Share(times.ArrayBusyCycles), Share(times.WaitLoadCycles), Share(times.WaitStoreCycles), Share(times.TailCycles),
            Share(times.DmaBusyCycles),
        ];

        string Share(long cycles) => Percent((double)cycles / times.TotalCycles);
    }

    private static void PrintOthers(ValidationTitle title, ValidationResult result)
    {
        Console.WriteLine();
        ProseText.Print("Errors of the other columns");
        var table = new TextTable([("workload", false), .. title.Others.Select(name => (name, true))]);
        foreach (ValidatedRow row in result.Rows)
        {
            table.Add(
                [row.Measured.Benchmark.Name, .. title.Others.Select((_, i) => row.OtherError(i) is { } error ? Signed(error) : "-")]);
        }
        table.Print();
    }

    private static void PrintMeans(ValidationTitle title, ValidationResult result)
    {
        Console.WriteLine();
        ProseText.Print("Mean absolute errors (in brackets the number of rows where it is another)");
        var table = new TextTable([("kind", false), ("rows", true), ("simulated", true), .. title.Others.Select(name => (name, true))]);
        foreach (KindErrors kind in result.Errors)
        {
            table.Add(
            [
                kind.Kind, $"{kind.Simulated.Rows}", Mean(kind.Simulated, kind), .. kind.Others.Select(other => Mean(other, kind)),
            ]);
        }

        table.Print();
    }

    private static void PrintAssumptions(ValidationResult result)
    {
        Console.WriteLine();
        ProseText.Print("Assumed parameters: mean absolute error of the simulated rows with another value, and how far it moves");
        var table = new TextTable(
            [("assumed", false), ("value", false), ("instead", false), .. result.Errors.Select(kind => (kind.Kind, true))]);
        foreach (AssumptionErrors assumption in result.Assumptions)
        {
            table.Add(
            [
                assumption.Parameter.Name, assumption.Parameter.Value, assumption.Parameter.Other,
                .. assumption.Errors.Zip(result.Errors, (other, kind) => Moved(other.Simulated, kind.Simulated)),
            ]);
        }

        table.Print();
    }

    private static string Moved(MeanAbsoluteError other, MeanAbsoluteError here)
    {
        double moved = 100 * (other.Value!.Value - here.Value!.Value);
        return $"{Percent(other.Value.Value)} ({moved.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture)})";
    }

    private static string Mean(MeanAbsoluteError mean, KindErrors kind) => mean.Value is not { } value
        ? "-"
        : mean.Rows == kind.Simulated.Rows ? Percent(value) : $"{Percent(value)} ({mean.Rows})";

    private static string Number(double cycles) => cycles.ToString("#,0.###", CultureInfo.InvariantCulture);

    private static string Signed(double fraction) => (fraction * 100).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) + " %";

    private static string Percent(double fraction) => (fraction * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}

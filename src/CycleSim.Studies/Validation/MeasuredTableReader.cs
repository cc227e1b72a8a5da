using System.Collections.Immutable;
using CycleSim.Configuration.Models;
using CycleSim.Configuration.Text;
using CycleSim.Platform;
using CycleSim.Workloads.Benchmarks;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Validation;

/// <summary>
/// Reads measured cycles from CSV: a header, then a row for each kernel. Lines that begin with # and empty lines are passed over.
/// </summary>
public static class MeasuredTableReader
{
    private const int MaxRows = 10_000;
    private const double MaxCycles = 1e15;

    private const string Workload = "workload";

    /// <summary>Names of the column of measured cycles, of which a table has one.</summary>
    private static readonly string[] Measured = ["measured_cycles", "tpu_v3_cycles"];

    /// <summary>Names that results have for something else.</summary>
    private static readonly string[] Taken = ["cycles", "error", "errors", "tiles", "times"];

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path, - for standard input.</param>
    /// <exception cref="InputException">There is no such file, or it is wrong; the message names line, column and value.</exception>
    public static MeasuredTable Load(string path) => Parse(path, ModelStore.ReadFileText(path));

    /// <summary>Reads a text.</summary>
    /// <param name="file">The name that messages give it.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="InputException">It is wrong; the message names line, column and value.</exception>
    public static MeasuredTable Parse(string file, string text)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(text);
        MeasuredLine[] lines = [.. text.Split('\n').Select((line, i) => new MeasuredLine(file, i + 1, line)).Where(line => line.HasCells)];
        if (lines.Length < 2)
        {
            string missing = lines.Length == 0 ? "no header" : "no rows";
            throw new InputException($"{file}: has {missing}; needed: a header, then a row for each kernel");
        }

        if (lines.Length - 1 > MaxRows)
            throw new InputException($"{file}: has {lines.Length - 1} rows; allowed: {MaxRows}");
        ImmutableArray<string> names = Header(lines[0]);
        int workload = IndexOf(lines[0], names, [Workload]);
        int measured = IndexOf(lines[0], names, Measured);
        int[] others = [.. Enumerable.Range(0, names.Length).Where(i => i != workload && i != measured)];
        return new MeasuredTable([.. others.Select(i => names[i])], [.. lines.Skip(1).Select(Row)]);

        MeasuredRow Row(MeasuredLine line)
        {
            if (line.Count != names.Length)
                throw line.Error($"has {line.Count} cells; the header has {names.Length}");
            (NamedBenchmark kernel, StepProgram program) = line.Read(workload, Workload, name =>
            {
                NamedBenchmark read = NamedBenchmark.Parse(name);
                return (read, read.Lower());
            });
            return new MeasuredRow(
                kernel, program, line.Location, line.Read(measured, names[measured], Cycles),
                [.. others.Select(i => line[i].Length == 0 ? null : (double?)line.Read(i, names[i], Cycles))]);
        }
    }

    private static ImmutableArray<string> Header(MeasuredLine line)
    {
        ImmutableArray<string> names = [.. Enumerable.Range(0, line.Count).Select(i => line[i])];
        for (int i = 0; i < names.Length; i++)
        {
            if (names[i].Length == 0)
                throw line.Error(i, "column", "has no name");
            if (names.IndexOf(names[i]) < i)
                throw line.Error(i, "column", "is there twice; names differ");
            if (Taken.Contains(names[i]))
                throw line.Error(i, "column", "is what results call something else; allowed: other names");
        }

        return names;
    }

    private static int IndexOf(MeasuredLine header, ImmutableArray<string> names, string[] allowed)
    {
        int[] found = [.. allowed.Select(name => names.IndexOf(name)).Where(index => index >= 0)];
        return found.Length == 1
            ? found[0]
            : throw header.Error(
                $"has {(found.Length == 0 ? "no column" : "both columns")} {string.Join(" and ", allowed)}; needed: one of them");
    }

    private static double Cycles(string text) => NumberText.TryDouble(text, out double cycles) && cycles is > 0 and <= MaxCycles
        ? cycles
        : throw new InputException($"is no number of cycles; allowed: a number above 0, up to {MaxCycles:0e0}");
}

using System.Globalization;
using CycleSim.Arrays;
using CycleSim.Arrays.Models;

namespace CycleSim.Benchmarks.Arrays;

/// <summary>
/// Processor time of a memory array's figures: by circuits with nothing remembered, so that each point pays for its whole search; by a
/// sweep in smooth mode; by table.
/// </summary>
internal static class ArrayQuick
{
    private const int Repeats = 7;
    private const int TableCalls = 2_000_000;
    private static readonly long[] Capacities = [.. Enumerable.Range(15, 15).Select(log => 1L << log)];

    public static void Run(TextWriter output)
    {
        WarmUp();
        output.WriteLine("Milliseconds of processor time for one point of the circuit model, search included:");
        output.WriteLine($"best of {Repeats} for each of the 15 powers of two from 32 KiB to 512 MiB.");
        output.WriteLine($"{"memory",-12}{"organisation",-14}{"objective",-20}{"mean",8}{"worst",8}");
        foreach (string name in new[] { "sram", "stt-mram" })
        {
            CircuitSpec spec = MemoryTechnologyLoader.Load(name).Circuit!;
            foreach (MemoryOrganisation organisation in Enum.GetValues<MemoryOrganisation>())
                foreach (SearchObjective objective in Objectives(organisation))
                    PrintPoints(output, name, spec with { Organisation = organisation, Objective = objective });
        }

        PrintSweep(output);
        PrintTable(output);
    }

    /// <summary>Lets the compiler finish before anything is measured.</summary>
    private static void WarmUp()
    {
        CircuitSpec spec = MemoryTechnologyLoader.Load("stt-mram").Circuit!;
        for (int i = 0; i < 200; i++)
            new CircuitModel(spec).At(Capacities[i % Capacities.Length]);
    }

    private static SearchObjective[] Objectives(MemoryOrganisation organisation) => organisation == MemoryOrganisation.Cache
        ? Enum.GetValues<SearchObjective>()
        : [SearchObjective.ReadLatency, SearchObjective.Area];

    private static void PrintPoints(TextWriter output, string name, CircuitSpec spec)
    {
        double[] best = new double[Capacities.Length];
        Array.Fill(best, double.PositiveInfinity);
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            for (int i = 0; i < best.Length; i++)
            {
                double seconds = Seconds(() => new CircuitModel(spec).At(Capacities[i]).AreaMm2, out _);
                best[i] = Math.Min(best[i], seconds * 1e3);
            }
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-12}{spec.Organisation,-14}{spec.Objective,-20}{best.Average(),8:0.00}{best.Max(),8:0.00}"));
    }

    private static void PrintSweep(TextWriter output)
    {
        CircuitSpec spec = MemoryTechnologyLoader.Load("stt-mram").Circuit! with { Mode = CircuitMode.Smooth };
        long[] capacities = [.. Enumerable.Range(0, 200).Select(i => (long)(32768 * Math.Pow(2, i * 14.0 / 199)))];
        double seconds = Enumerable.Range(0, Repeats).Min(_ => Seconds(
            () =>
            {
                CircuitModel model = new(spec);
                return capacities.Sum(capacity => model.At(capacity).AreaMm2);
            },
            out double _));
        double each = seconds * 1e3 / capacities.Length;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Smooth mode at 28 nm, 200 capacities with one model: {seconds * 1e3:0} ms, {each:0.00} ms a point."));
    }

    private static void PrintTable(TextWriter output)
    {
        MemoryTechnology table = MemoryTechnologyLoader.Load("stt-mram");
        double best = double.PositiveInfinity;
        double bytes = 0;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            double seconds = Seconds(
                () =>
                {
                    double sum = 0;
                    for (int i = 0; i < TableCalls; i++)
                        sum += table.At((1L << 20) + i).AreaMm2;
                    return sum;
                },
                out bytes);
            best = Math.Min(best, seconds);
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Table between two rows: {best / TableCalls * 1e9:0} ns a point, {bytes / TableCalls:0.000} bytes allocated a point."));
    }

    private static double Seconds(Func<double> work, out double allocatedBytes)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan start = Environment.CpuUsage.TotalTime;
        double result = work();
        double seconds = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
        allocatedBytes = GC.GetAllocatedBytesForCurrentThread() - before;
        return double.IsNaN(result) ? throw new InvalidOperationException("an array without area") : seconds;
    }
}

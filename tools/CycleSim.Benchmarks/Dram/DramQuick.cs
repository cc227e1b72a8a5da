using System.Globalization;
using CycleSim.Accelerator.Replay;
using CycleSim.Dram;
using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Requests;
using CycleSim.Traces.Requests;

namespace CycleSim.Benchmarks.Dram;

/// <summary>
/// Requests per second of processor time of the DDR3 controller on each reference trace: reading the file is not in it, replaying with
/// per-request completions is. Best of several replays, which alternate over the cases so that a slow moment of the machine does not
/// fall on one case alone.
/// </summary>
internal static class DramQuick
{
    private const int Repeats = 9;
    private const string Folder = "tests/Reference/dram";

    public static void Run(TextWriter output)
    {
        DramSpec part = DramLoader.Load("ddr3-1600-4gb-x8-1rank");
        string folder = BenchmarkFolders.Find(Folder);
        (string Name, DramRequest[] Requests)[] cases =
        [
            .. Directory.GetFiles(folder, "*.trace.csv.gz").Order(StringComparer.Ordinal)
                .Select(file => (Path.GetFileName(file)[..^".trace.csv.gz".Length],
                    ForeignRequests.Read(file, part, RequestOrder.File).List.Requests)),
        ];
        output.WriteLine($"Million requests per second of processor time, best of {Repeats} replays; part {part.Name}.");
        output.WriteLine($"{"case",-20}{"requests",10}{"dramsim3",10}{"default",10}");
        double[,] best = Measure(part, cases);
        for (int i = 0; i < cases.Length; i++)
            Print(output, cases[i].Name, cases[i].Requests.Length, best[i, 0], best[i, 1]);
        Print(output, "all", cases.Sum(c => c.Requests.Length), Sum(best, 0), Sum(best, 1));
    }

    /// <summary>Seconds by case and policy.</summary>
    private static double[,] Measure(DramSpec part, (string Name, DramRequest[] Requests)[] cases)
    {
        DramPolicy[] policies = [DramPolicy.Dramsim3, DramPolicy.Default];
        double[,] best = new double[cases.Length, policies.Length];
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            for (int i = 0; i < cases.Length; i++)
            {
                for (int p = 0; p < policies.Length; p++)
                {
                    TimeSpan before = Environment.CpuUsage.TotalTime;
                    new DramController(part, policies[p]).Replay(cases[i].Requests);
                    double seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
                    best[i, p] = repeat == 0 ? seconds : Math.Min(best[i, p], seconds);
                }
            }
        }

        return best;
    }

    private static double Sum(double[,] best, int policy) => Enumerable.Range(0, best.GetLength(0)).Sum(i => best[i, policy]);

    private static void Print(TextWriter output, string name, int requests, double dramsim3, double @default) => output.WriteLine(
        string.Create(CultureInfo.InvariantCulture,
            $"{name,-20}{requests,10}{requests / dramsim3 * 1e-6,10:0.00}{requests / @default * 1e-6,10:0.00}"));
}

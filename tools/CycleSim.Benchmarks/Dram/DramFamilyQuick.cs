using System.Globalization;
using System.IO.Compression;
using CycleSim.Accelerator.Replay;
using CycleSim.Dram;
using CycleSim.Dram.Control;
using CycleSim.Dram.Parts;
using CycleSim.Dram.Replay;
using CycleSim.Dram.Requests;
using CycleSim.Traces.Requests;

namespace CycleSim.Benchmarks.Dram;

/// <summary>
/// Requests per second of processor time of each standard on the reference traces, repeated to the length at which DRAMsim3 was timed
/// (timing.dramsim3.csv: made once, on another two-core machine; each trace repeated, shifted in time, reading not counted). Best of three.
/// </summary>
internal static class DramFamilyQuick
{
    private const int Repeats = 3;
    private const string Folder = "tests/Reference/dram-family";

    public static void Run(TextWriter output)
    {
        string folder = BenchmarkFolders.Find(Folder);
        DramPolicy[] policies = [DramPolicy.Dramsim3, DramPolicy.Default];
        output.WriteLine($"Million requests per second of processor time, best of {Repeats}, and times the speed of DRAMsim3.");
        output.WriteLine($"{"standard",-10}{"case",-18}{"requests",10}{"dramsim3",10}{"times",8}{"default",10}{"times",8}");
        foreach (IGrouping<string, Timing> standard in Timings(folder).GroupBy(timing => timing.Standard))
        {
            DramSpec part = Dramsim3Config.Load(Path.Combine(folder, standard.Key, "cfgA.ini")).Spec;
            double[] total = new double[policies.Length];
            foreach (DramPolicy policy in policies)
                Best(part, policy, Repeated(part, Path.Combine(folder, standard.Key, "e_random_sat.trace.csv.gz"), 0)); // compiles
            foreach (Timing timing in standard)
            {
                DramRequest[] requests = Repeated(part, Path.Combine(folder, standard.Key, $"{timing.Case}.trace.csv.gz"), timing.Requests);
                double[] seconds = [.. policies.Select(policy => Best(part, policy, requests) * timing.Requests / requests.Length)];
                Print(output, timing, seconds);
                for (int i = 0; i < total.Length; i++)
                    total[i] += seconds[i];
            }

            Print(output, new Timing(standard.Key, "all", standard.Sum(t => t.Requests), standard.Sum(t => t.Seconds)), total);
        }
    }

    private static double Best(DramSpec part, DramPolicy policy, DramRequest[] requests)
    {
        double best = double.MaxValue;
        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            new DramReplay(new DramSystem(part, policy), new ReplayStatistics()).Run(new RequestArray(requests));
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }

        return best;
    }

    private static DramRequest[] Repeated(DramSpec part, string file, int length)
    {
        DramRequest[] once = ForeignRequests.Read(file, part, RequestOrder.File).List.Requests;
        long period = once[^1].Cycle + 1;
        int copies = Math.Max(1, length / once.Length);
        return
        [
            .. Enumerable.Range(0, copies).SelectMany(
                copy => once.Select(request => request with { Cycle = request.Cycle + copy * period })),
        ];
    }

    private static IEnumerable<Timing> Timings(string folder)
    {
        using var reader = new StreamReader(
            new GZipStream(File.OpenRead(Path.Combine(folder, "timing.dramsim3.csv.gz")), CompressionMode.Decompress));
        string[] names = reader.ReadLine()!.Split(',');
        while (reader.ReadLine() is { } line)
        {
            string[] fields = line.Split(',');
            string Of(string name) => fields[Array.IndexOf(names, name)];
            yield return new Timing(
                Of("standard"), Of("case"), int.Parse(Of("requests"), CultureInfo.InvariantCulture),
                double.Parse(Of("cpu_s_median"), CultureInfo.InvariantCulture));
        }
    }

    private static void Print(TextWriter output, Timing timing, double[] seconds)
    {
        IEnumerable<string> figures = seconds.Select(own => string.Create(
            CultureInfo.InvariantCulture, $"{timing.Requests / own * 1e-6,10:0.00}{timing.Seconds / own,8:0.0}"));
        output.WriteLine($"{timing.Standard,-10}{timing.Case,-18}{timing.Requests,10}{string.Concat(figures)}");
    }

    /// <summary>How long DRAMsim3 took.</summary>
    private sealed record Timing(string Standard, string Case, int Requests, double Seconds);
}

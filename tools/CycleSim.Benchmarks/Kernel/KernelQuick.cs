using System.Diagnostics;
using System.Globalization;

namespace CycleSim.Benchmarks.Kernel;

/// <summary>
/// The kernel's figures in a few seconds: processor time (not elapsed time, so that a busy machine disturbs little) per
/// event, best and median of several repeats that alternate between the implementations.
/// </summary>
internal static class KernelQuick
{
    private const int Repeats = 7;
    private const long EventsPerRepeat = 2_000_000;

    // One process for each: the just-in-time compiler specialises the event loop once, for the handlers that it saw
    // until then. In a common process that is sometimes one kind and sometimes another, which moves the figures of
    // the handlers by up to 5 ns, while the PriorityQueue model, with a loop of its own, always gets the best case.
    private static readonly string[] Kinds = ["handlers", "4 handler classes", "processes", "sharing"];

    public static void Run(TextWriter output)
    {
        output.WriteLine(
            $"Processor time per event in ns, {Repeats} repeats of {EventsPerRepeat / 1_000_000} M events; ratio = PriorityQueue " +
            $"best / best.");
        output.WriteLine($"{"model",-34}{"pending",9}{"best",9}{"median",9}{"ratio",9}{"B/event",9}");
        foreach (string kind in Kinds)
        {
            ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true };
            if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
                start.ArgumentList.Add(typeof(KernelQuick).Assembly.Location);

            // As in a program of a user: loops start unoptimised and are compiled again for what they were seen to call.
            start.Environment["DOTNET_TC_QuickJitForLoops"] = "1";
            start.ArgumentList.Add("kernel-quick");
            start.ArgumentList.Add(kind);
            using Process child = Process.Start(start)!;
            output.Write(child.StandardOutput.ReadToEnd());
            child.WaitForExit();
            if (child.ExitCode != 0)
                throw new InvalidOperationException($"The measurement of '{kind}' ended with exit code {child.ExitCode}.");
        }
    }

    /// <summary>Measures one kind of model in this process.</summary>
    public static void RunKind(TextWriter output, string kind)
    {
        if (kind == "sharing")
        {
            Print(output, "resource, processes", 100, Measure([new ResourceModel()])[0], double.NaN);
            Print(output, "store, processes", 100, Measure([new StoreModel()])[0], double.NaN);
            return;
        }

        foreach (bool spread in new[] { false, true })
        {
            foreach (int pending in new[] { 1, 100, 10_000 })
                Compare(output, kind, spread, pending);
        }
    }

    private static void Compare(TextWriter output, string kind, bool spread, int pending)
    {
        long[] delays = spread ? DelayTable.Spread() : DelayTable.Constant();
        string label = spread ? "1..200 cycles" : "1 cycle";
        bool severalClasses = kind == Kinds[1];
        List<Figures> figures = Measure(
            [
                new PriorityQueueHold(pending, delays, severalClasses),
                kind == "processes" ? new ProcessHold(pending, delays) : new HandlerHold(pending, delays, severalClasses),
            ]);
        Print(output, $"{label}, PriorityQueue", pending, figures[0], 1);
        Print(output, $"{label}, {kind}", pending, figures[1], figures[0].Best / figures[1].Best);
    }

    private static List<Figures> Measure(IHoldModel[] models)
    {
        List<double>[] times = [.. models.Select(_ => new List<double>())];
        double[] bytes = new double[models.Length];
        foreach (IHoldModel model in models)
        {
            // Enough calls for the just-in-time compiler to settle.
            for (int i = 0; i < 40; i++)
                model.Advance(10_000);
            model.Advance(EventsPerRepeat / 2);
        }

        for (int repeat = 0; repeat < Repeats; repeat++)
        {
            for (int i = 0; i < models.Length; i++)
            {
                long bytesBefore = GC.GetAllocatedBytesForCurrentThread();
                TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
                long events = models[i].Advance(EventsPerRepeat);
                TimeSpan spent = Process.GetCurrentProcess().TotalProcessorTime - before;
                bytes[i] = (GC.GetAllocatedBytesForCurrentThread() - bytesBefore) / (double)events;
                times[i].Add(spent.TotalNanoseconds / events);
            }
        }

        foreach (IHoldModel model in models)
            model.Dispose();
        return [.. times.Select((list, i) => new Figures(list.Min(), list.Order().ElementAt(Repeats / 2), bytes[i]))];
    }

    private static void Print(TextWriter output, string name, int pending, Figures figures, double ratio) =>
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-34}{pending,9}{figures.Best,9:F1}{figures.Median,9:F1}" +
            $"{(double.IsNaN(ratio) ? "" : ratio.ToString("F1", CultureInfo.InvariantCulture)),9}{figures.BytesPerEvent,9:F2}"));

    private readonly record struct Figures(double Best, double Median, double BytesPerEvent);
}

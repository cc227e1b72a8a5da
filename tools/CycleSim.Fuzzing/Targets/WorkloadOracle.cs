using CycleSim.Platform;
using CycleSim.Workloads.Export;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Operators;

namespace CycleSim.Fuzzing.Targets;

/// <summary>What every network allows that is accepted, from whatever file it comes.</summary>
internal static class WorkloadOracle
{
    private const int Batch = 2;

    /// <summary>Rows, nodes and the step of a network; what is written as ONNX reads as a network with the same products.</summary>
    /// <exception cref="InputException">It does not fit the batch size, or cannot be simulated.</exception>
    internal static void Check(Workload workload, string path)
    {
        Graph graph = workload.GraphOf(Batch);
        workload.NodesOf(Batch);
        StepRows rows;
        try
        {
            rows = TrainingStepRows.Of(graph);
        }
        catch (OverflowException)
        {
            // As `cyclesim workload` does.
            throw new InputException("counts of a training step exceed 2^63");
        }

        CheckExport(graph, rows, path + ".onnx");
        workload.Lower(Batch);
    }

    private static void CheckExport(Graph graph, StepRows rows, string copy)
    {
        try
        {
            using FileStream stream = File.Create(copy);
            OnnxExport.Write(graph, stream);
        }
        catch (InputException)
        {
            // Not every operator has a form in ONNX.
            return;
        }

        StepRows again = Oracle.Accepts("an exported network", () => TrainingStepRows.Of(WorkloadLoader.Load(copy).GraphOf(Batch)));
        Oracle.SameRecords("matrix products", Products(rows), Products(again));
    }

    private static List<(long M, long N, long K, long Count)> Products(StepRows rows) =>
        [.. rows.Gemms.Select(row => (row.M, row.N, row.K, row.Count))];
}

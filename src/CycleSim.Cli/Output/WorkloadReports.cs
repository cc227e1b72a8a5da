using CycleSim.Configuration.Text;
using CycleSim.Workloads.Formats;
using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Optimizers;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Cli.Output;

/// <summary>Makes the report of a workload.</summary>
internal static class WorkloadReports
{
    internal static ReportedWorkload Of(Graph graph, StepRows rows, ParameterUpdate update)
    {
        long parameters = graph.ParameterWords;
        return new ReportedWorkload(
            graph.Name, graph.Batch, parameters, rows.Gemms.Sum(row => row.Macs), MacsOf(rows.Gemms, "fwd"), MacsOf(rows.Gemms, "igrad"),
            MacsOf(rows.Gemms, "wgrad"),
            new ReportedUpdate(
                update.Optimizer.Name, update.Precision.Name, Sum(graph, update.StateBytes), Sum(graph, update.ReadBytes),
                Sum(graph, update.WrittenBytes)),
            [.. rows.Gemms.Select(row => new ReportedGemmRow(row.Layer, row.Pass, row.M, row.N, row.K, row.Count, row.Macs))],
            [.. rows.Vectors.Select(row => new ReportedVector(
                row.Layer, row.Pass, row.Operator, row.Elements, row.WordsRead, row.WordsWritten, row.IsFusable))],
            [.. Tensors(graph, update)]);
    }

    /// <summary>Multiply-accumulates of a pass.</summary>
    internal static long MacsOf(IEnumerable<GemmRow> rows, string pass) =>
        rows.Where(row => row.Pass.StartsWith(pass, StringComparison.Ordinal)).Sum(row => row.Macs);

    private static long Sum(Graph graph, Func<long, long> bytesOf) =>
        graph.Parameters.Where(parameter => parameter.IsTrained).Sum(parameter => bytesOf(parameter.Words));

    private static IEnumerable<ReportedTensor> Tensors(Graph graph, ParameterUpdate update)
    {
        NumberFormat fp32 = NumberFormats.Fp32;
        HashSet<GraphValue> inputs = [.. graph.Inputs];
        foreach (GraphValue value in graph.Values)
            yield return Tensor(value.Name, inputs.Contains(value) ? "input" : "activation", value.Shape, fp32);
        foreach (GraphParameter parameter in graph.Parameters)
        {
            string kind = EnumName.Of(parameter.Kind);
            yield return Tensor(parameter.Name, kind, parameter.Shape, parameter.IsTrained ? update.Precision.Weights : fp32);
            if (!parameter.IsTrained)
                continue;
            foreach (UpdateTensor state in update.States)
                yield return Tensor($"{parameter.Name}.{state.Name}", state.Name, parameter.Shape, state.Format);
        }
    }

    private static ReportedTensor Tensor(string name, string kind, TensorShape shape, NumberFormat format) =>
        new(name, kind, shape.Axes, shape.Words, format.Name, format.StorageBytes(shape.Words));
}

using System.Globalization;
using CycleSim.Terminal;
using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Cli.Output;

/// <summary>A workload in tables: the sums, then one row for each type of layer.</summary>
internal static class WorkloadTables
{
    internal static void Print(ReportedWorkload report, Graph graph, StepRows rows)
    {
        ProseText.Print(
            $"{report.Network}, batch {N(report.Batch)}: {N(graph.Operators.Length)} layers, {N(report.Parameters)} parameters, "
            + $"{N(report.Macs)} MACs a step");
        ProseText.Print(
            $"forward {N(report.MacsForward)}, input gradients {N(report.MacsInputGradient)}, weight gradients "
            + $"{N(report.MacsWeightGradient)} MACs");
        ProseText.Print(
            $"update by {report.Update.Optimizer} ({report.Update.Precision}): {N(report.Update.StateBytes)} bytes of state, reads "
            + $"{N(report.Update.ReadBytes)}, writes {N(report.Update.WrittenBytes)} bytes");
        var table = new TextTable(
            ("type", false), ("layers", true), ("parameters", true), ("GEMMs", true), ("MACs", true), ("vector elements", true),
            ("words read", true), ("written", true));
        foreach (IGrouping<string, Row> type in RowsByType(graph, rows))
        {
            table.Add(
                type.Key, N(type.Sum(row => row.Layers)), N(type.Sum(row => row.Parameters)), N(type.Sum(row => row.Gemms)),
                N(type.Sum(row => row.Macs)), N(type.Sum(row => row.Elements)), N(type.Sum(row => row.Read)),
                N(type.Sum(row => row.Written)));
        }

        table.Print();
    }

    /// <summary>What each layer, each sum of gradients and each update adds to the row of its type.</summary>
    private static ILookup<string, Row> RowsByType(Graph graph, StepRows rows)
    {
        Dictionary<string, string> types = graph.Operators.ToDictionary(layer => layer.Name, layer => layer.Type);
        IEnumerable<(string Type, Row Row)> layers = graph.Operators.Select(layer => (
            layer.Type, new Row(1, layer.Parameters.Where(parameter => parameter.IsTrained).Sum(parameter => parameter.Words))));
        IEnumerable<(string Type, Row Row)> gemms = rows.Gemms.Select(row => (
            types[row.Layer], new Row(Gemms: row.Count, Macs: row.Macs)));
        IEnumerable<(string Type, Row Row)> vectors = rows.Vectors.Where(row => !row.IsLayout).Select(row => (
            IsOfLayer(row) ? types[row.Layer] : row.Operator,
            new Row(Elements: row.Elements, Read: row.WordsRead, Written: row.WordsWritten)));
        return layers.Concat(gemms).Concat(vectors).ToLookup(row => row.Type, row => row.Row);
    }

    /// <summary>Updates name the parameter, which may be called as a layer is.</summary>
    private static bool IsOfLayer(VectorRow row) => row.Operator != "gradient_sum" && row.Pass != "update";

    private static string N(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private sealed record Row(
        long Layers = 0, long Parameters = 0, long Gemms = 0, long Macs = 0, long Elements = 0, long Read = 0, long Written = 0);
}

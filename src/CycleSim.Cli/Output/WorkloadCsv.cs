using System.Text;
using CycleSim.Configuration.Text;
using CycleSim.Platform.Files;
using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;

namespace CycleSim.Cli.Output;

/// <summary>A workload as tables, one file each: layers, GEMMs, vector operations, stored tensors, nodes.</summary>
/// <param name="folder">The folder; it exists.</param>
/// <param name="graph">The graph.</param>
internal sealed class WorkloadCsv(string folder, Graph graph)
{
    private const int WordBytes = 4;

    private static readonly string[] Tables = ["layers", "gemms", "vectors", "params", "nodes"];

    /// <summary>The files that it may write.</summary>
    internal IEnumerable<string> Paths => Tables.Select(PathOf);

    internal void Write(StepRows rows, IReadOnlyList<NodeRow> nodes)
    {
        WriteTable("layers", Layers(rows.Gemms.ToLookup(row => row.Layer)));
        WriteTable("gemms", Table(
            "layer,pass,M,N,K,count,macs", rows.Gemms, row => [row.Layer, row.Pass, row.M, row.N, row.K, row.Count, row.Macs]));
        WriteTable("vectors", Table(
            "layer,op,pass,elements,words_read,words_written,fusable", rows.Vectors,
            row => [row.Layer, row.Operator, row.Pass, row.Elements, row.WordsRead, row.WordsWritten, row.IsFusable ? 1 : 0]));
        WriteTable("params", Table(
            "name,kind,onnx_shape,elements,trainable", graph.Parameters,
            parameter => [parameter.Name, KindOf(parameter.Kind), parameter.Shape, parameter.Words, parameter.IsTrained ? 1 : 0]));
        if (nodes.Count > 0)
        {
            WriteTable("nodes", Table(
                "index,node,op,output_shapes", nodes, node => [node.Index, node.Node, node.Operator, node.OutputShapes]));
        }
    }

    private IEnumerable<string> Layers(ILookup<string, GemmRow> gemms)
    {
        var seen = new HashSet<GraphParameter>();
        return Table(
            "layer,type,inputs,in_shapes,out_shapes,kernel,stride,pads_tlbr,dilations,groups,bias,needs_input_grad,params,"
            + "macs_fwd_batch,in_elems,out_elems,weight_elems,in_bytes_fp32,out_bytes_fp32,weight_bytes_fp32,onnx_values",
            graph.Operators, layer => Layer(layer, WorkloadReports.MacsOf(gemms[layer.Name], "fwd"), seen));
    }

    private static object[] Layer(Operator layer, long forwardMacs, HashSet<GraphParameter> seen)
    {
        GraphParameter[] trained = [.. layer.Parameters.Where(parameter => parameter.IsTrained)];
        long own = trained.Where(seen.Add).Sum(parameter => parameter.Words);
        long weights = trained.Sum(parameter => parameter.Words);
        long input = layer.Inputs.Sum(value => value.Shape.Words);
        long output = layer.Outputs.Sum(value => value.Shape.Words);
        return
        [
            layer.Name, layer.Type, Joined(layer.Inputs, value => value.Layer), Joined(layer.Inputs, value => value.Shape.ToString()),
            Joined(layer.Outputs, value => value.Shape.ToString()), .. WindowOf(layer.Window),
            layer.HasBias is { } hasBias ? hasBias ? "1" : "0" : "", layer.Inputs.Any(value => value.NeedsGradient) ? 1 : 0, own,
            forwardMacs, input, output, weights, input * WordBytes, output * WordBytes, weights * WordBytes,
            Joined(layer.Outputs, value => value.Name),
        ];
    }

    /// <summary>Kernel, stride, pads, dilations and groups.</summary>
    private static object[] WindowOf(WindowFacts? window)
    {
        if (window is null)
            return ["", "", "", "", ""];
        (AxisWindow rows, AxisWindow columns, int groups) = window;
        bool isConvolution = groups > 0;
        return
        [
            $"{rows.Kernel}x{columns.Kernel}", $"{rows.Stride}x{columns.Stride}",
            $"{rows.PadBegin}x{columns.PadBegin}x{rows.PadEnd}x{columns.PadEnd}",
            isConvolution ? $"{rows.Dilation}x{columns.Dilation}" : "", isConvolution ? $"{groups}" : "",
        ];
    }

    private static string KindOf(ParameterKind kind) => kind == ParameterKind.BatchNorm ? "bn" : kind.ToString().ToLowerInvariant();

    private static string Joined(IEnumerable<GraphValue> values, Func<GraphValue, string> text) => string.Join(' ', values.Select(text));

    private static IEnumerable<string> Table<T>(string header, IEnumerable<T> rows, Func<T, object[]> cells)
    {
        yield return header;
        foreach (T row in rows)
            yield return string.Join(',', cells(row).Select(cell => CsvText.Quoted(FormattableString.Invariant($"{cell}"))));
    }

    private void WriteTable(string table, IEnumerable<string> lines) => OutputFile.WriteAtomically(
        PathOf(table),
        stream =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
            foreach (string line in lines)
                writer.WriteLine(line);
        });

    private string PathOf(string table) => Path.Combine(folder, OutputFile.SafeName($"{graph.Name}_b{graph.Batch}.{table}.csv"));
}

using System.Text;
using System.Text.Json;
using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Import;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;
using CycleSim.Workloads.Tests.Onnx;

namespace CycleSim.Workloads.Tests.Import;

/// <summary>A training step of an imported file against the tables of the reference: names are the importer's own.</summary>
public class ImportReferenceTests
{
    public static TheoryData<string, int> Networks =>
        new() { { "efficientnet_b0", 8 }, { "vit_b_16", 8 }, { "gpt2_small", 4 }, { "llama_2l", 4 }, { "densenet_tiny", 8 } };

    public static TheoryData<string> GoodMinis => [.. OnnxFiles.GoodMinis];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_row_of_a_network_is_that_of_the_reference(string name, int batch)
    {
        Graph graph = OnnxImporter.Import(ShapeInference.Infer(OnnxReader.Read(name, OnnxFiles.Network($"{name}.onnx")), batch), name);
        StepRows rows = TrainingStepRows.Of(graph);
        AssertSame(Table(name, batch, "gemms").Select(row => Text(row[1..])), rows.Gemms.Select(Text));
        AssertSame(Table(name, batch, "vectors").Select(row => Text(row[1..])), rows.Vectors.Select(Text));
        AssertSame(
            Table(name, batch, "params").Select(row => Text([row[0], row[2], row[3], row[4]])),
            graph.Parameters.Select(parameter => Text([
                parameter.Name, parameter.Shape.ToString(), $"{parameter.Words}", parameter.IsTrained ? "1" : "0"])));
        AssertSame(
            Table(name, batch, "layers").Select(row => Text([row[1], row[3], row[4]])),
            graph.Operators.Select(layer => Text([
                layer.Type, string.Join(' ', layer.Inputs.Select(input => input.Shape)),
                string.Join(' ', layer.Outputs.Select(output => output.Shape))])));
    }

    [Theory]
    [MemberData(nameof(GoodMinis))]
    public void Every_row_of_a_small_file_is_that_of_the_reference(string name)
    {
        JsonElement facts = OnnxFiles.MiniFacts[name];
        Graph graph = OnnxImporter.Import(
            ShapeInference.Infer(OnnxReader.Read(name, OnnxFiles.Mini(name)), facts.GetProperty("reference_batch").GetInt32()), name);
        StepRows rows = TrainingStepRows.Of(graph);
        AssertSame(Rows(facts, "gemms"), rows.Gemms.Select(Text));
        AssertSame(Rows(facts, "vectors"), rows.Vectors.Select(Text));
        Assert.Equal(facts.GetProperty("params").GetInt64(), graph.ParameterWords);
        AssertSame(
            facts.GetProperty("layers").EnumerateArray().Select(layer => layer.GetProperty("type").GetString()!),
            graph.Operators.Select(layer => layer.Type));
    }

    private static string[][] Table(string name, int batch, string table) =>
    [
        .. Encoding.UTF8.GetString(OnnxFiles.Bytes($"workloads/networks/{name}_b{batch}.{table}.csv.gz"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1).Select(row => row.Split(',')),
    ];

    private static IEnumerable<string> Rows(JsonElement facts, string table) =>
        facts.GetProperty(table).EnumerateArray().Select(row => Text([.. row.EnumerateArray().Skip(1).Select(cell => cell.ToString())]));

    private static string Text(GemmRow row) => Text([row.Pass, $"{row.M}", $"{row.N}", $"{row.K}", $"{row.Count}", $"{row.Macs}"]);

    private static string Text(VectorRow row) => Text([
        row.Operator, row.Pass, $"{row.Elements}", $"{row.WordsRead}", $"{row.WordsWritten}", row.IsFusable ? "1" : "0"]);

    private static string Text(string[] cells) => string.Join(',', cells);

    private static void AssertSame(IEnumerable<string> expected, IEnumerable<string> actual) =>
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
}

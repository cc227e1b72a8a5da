using CycleSim.Configuration.Models;
using CycleSim.Workloads.Export;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Import;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Tests.Onnx;

namespace CycleSim.Workloads.Tests.Import;

/// <summary>
/// A graph that is written as an ONNX file and read again has the same rows, layers and parameters, at another batch size too.
/// </summary>
public class ExportTests
{
    public static TheoryData<string> Shipped => [.. ModelStore.Names(ModelKind.Networks)];

    public static TheoryData<string> GoodMinis => [.. OnnxFiles.GoodMinis];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void A_shipped_network_comes_back(string name)
    {
        Workload workload = WorkloadLoader.Load(name);
        AssertComesBack(workload.GraphOf(1), workload.GraphOf(3));
    }

    [Theory]
    [MemberData(nameof(GoodMinis))]
    public void An_imported_network_comes_back(string name)
    {
        OnnxModel model = OnnxReader.Read(name, OnnxFiles.Mini(name));
        AssertComesBack(Graph(model, 1), Graph(model, 3));
    }

    private static void AssertComesBack(Graph written, Graph expected)
    {
        using var stream = new MemoryStream();
        OnnxExport.Write(written, stream);
        Graph read = Graph(OnnxReader.Read("exported", stream.ToArray()), expected.Batch);
        StepRows expectedRows = TrainingStepRows.Of(expected);
        StepRows rows = TrainingStepRows.Of(read);
        AssertSame(expectedRows.Gemms.Select(row => $"{row with { Layer = "" }}"), rows.Gemms.Select(row => $"{row with { Layer = "" }}"));
        AssertSame(
            expectedRows.Vectors.Select(row => $"{row with { Layer = "" }}"), rows.Vectors.Select(row => $"{row with { Layer = "" }}"));
        AssertSame(expected.Operators.Select(layer => layer.Type), read.Operators.Select(layer => layer.Type));
        AssertSame(
            expected.Parameters.Select(parameter => $"{parameter.Name} {parameter.Shape}"),
            read.Parameters.Select(parameter => $"{parameter.Name} {parameter.Shape}"));
    }

    private static Graph Graph(OnnxModel model, int batch) => OnnxImporter.Import(ShapeInference.Infer(model, batch), "network");

    private static void AssertSame(IEnumerable<string> expected, IEnumerable<string> actual) =>
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
}

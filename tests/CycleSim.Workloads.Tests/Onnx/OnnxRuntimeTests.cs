using System.Text.Json;
using CycleSim.Workloads.Onnx;

namespace CycleSim.Workloads.Tests.Onnx;

/// <summary>A second implementation finds the same shapes and constants.</summary>
public class OnnxRuntimeTests
{
    public static TheoryData<string> GoodMinis => [.. OnnxFiles.GoodMinis];

    [Theory]
    [MemberData(nameof(GoodMinis))]
    public void Small_files_are_like_those_of_the_runtime(string name)
    {
        JsonElement facts = OnnxFiles.MiniFacts[name];
        byte[] content = OnnxFiles.Mini(name);
        RuntimeComparison.AssertEqual(
            content, ShapeInference.Infer(OnnxReader.Read(name, content), facts.GetProperty("reference_batch").GetInt32()));
    }

    [Theory]
    [InlineData("densenet_tiny", 3)]
    [InlineData("llama_2l", 2)]
    [InlineData("efficientnet_b0", 2)]
    public void Networks_are_like_those_of_the_runtime(string name, int batch)
    {
        byte[] content = OnnxFiles.Network($"{name}.onnx");
        RuntimeComparison.AssertEqual(content, ShapeInference.Infer(OnnxReader.Read(name, content), batch));
    }
}

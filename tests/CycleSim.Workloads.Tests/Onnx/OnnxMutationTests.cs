using System.Diagnostics;
using CsCheck;
using CycleSim.Platform;
using CycleSim.Properties;
using CycleSim.Workloads.Onnx;

namespace CycleSim.Workloads.Tests.Onnx;

/// <summary>Whatever a file has in it, its reader either gives shapes or says what is wrong: it never fails otherwise, or hangs.</summary>
public class OnnxMutationTests
{
    private static readonly string[] Names = [.. OnnxFiles.MiniFacts.Keys.Order(StringComparer.Ordinal)];

    private static readonly Dictionary<string, byte[]> Contents = Names.ToDictionary(name => name, OnnxFiles.Mini);

    [Fact]
    public void A_changed_file_gives_shapes_or_a_message() =>
        Gen.Select(Gen.Int[0, Names.Length - 1].Select(index => Names[index]), OnnxMutation.Gen.List[1, 3], Gen.Int[1, 16]).ForAll(
            (name, mutations, batch) =>
            {
                byte[] content = [.. Contents[name]];
                foreach (OnnxMutation mutation in mutations)
                    content = mutation.Apply(content);
                var watch = Stopwatch.StartNew();
                AssertReads(content, batch);
                Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{name} takes {watch.Elapsed}");
            },
            1000);

    private static void AssertReads(byte[] content, int batch)
    {
        try
        {
            ShapedModel model = ShapeInference.Infer(OnnxReader.Read("changed.onnx", content), batch);
            Assert.All(model.Values.Values, value => Assert.Null(ShapeArithmetic.Problem(value.Shape)));
            Assert.All(
                model.Values.Values.Where(value => value.Numbers is not null),
                value => Assert.Equal(value.Elements, value.Numbers!.Value.Length));
        }
        catch (InputException problem)
        {
            Assert.StartsWith("changed.onnx: ", problem.Message, StringComparison.Ordinal);
        }
    }
}

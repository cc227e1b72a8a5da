using CycleSim.Platform;
using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Topologies;

namespace CycleSim.Workloads.Tests.Import;

/// <summary>Topologies of SCALE-Sim: rows by hand, and messages that name the line.</summary>
public class TopologyTests
{
    [Fact]
    public void Convolutions_are_trained_each_by_itself()
    {
        const string Text = "Layer name, IFMAP Height, IFMAP Width, Filter Height, Filter Width, Channels, Num Filter, Strides,\r\n"
            + "Conv1, 227, 227, 11, 11, 3, 96, 4,\r\nConv2, 31, 15, 5, 3, 96, 256, 1, 2,\r\n";
        Assert.Equal(
            [
                "Conv1 fwd 6050 96 363", "Conv1 wgrad 96 363 6050", "Conv2 fwd 378 256 1440", "Conv2 igrad.ph00 496 96 2560",
                "Conv2 igrad.ph01 434 96 1280", "Conv2 wgrad 256 1440 378",
            ],
            Rows(Text, 2));
    }

    [Fact]
    public void The_batch_multiplies_the_rows_of_a_product() =>
        Assert.Equal(
            ["a fwd 384 20 30", "a wgrad 20 30 384", "layer2 fwd 3 5 6", "layer2 igrad 3 6 5", "layer2 wgrad 5 6 3"],
            Rows("Layer,M,N,K\na,128,20,30\n,1,5,6,\n", 3));

    [Theory]
    [InlineData("h\na,4,4,4\na.error,4,4,4\n", "a a.error_1")]
    [InlineData("h\na.error,4,4,4\na,4,4,4\n", "a a.error")]
    public void A_layer_may_be_called_as_the_error_of_another(string text, string names) =>
        Assert.Equal(names.Split(' '), Rows(text, 1).Select(row => row.Split(' ')[0]).Distinct().Order());

    [Theory]
    [InlineData("", "t.csv: has no layers; needed: a header line, then a row for each layer")]
    [InlineData("h\nx,1,2\n", "t.csv(2): has 2 numbers; allowed: 3 (M, N, K), or 7 or 8 (height and width of the input, height and width of"
        + " the kernel, channels, filters, stride)")]
    [InlineData("h\nx,1,2,0\n", "t.csv(2): column 4 is \"0\"; allowed: a whole number from 1 to 16777216")]
    [InlineData("h\n\nx,1,2,1e3\n", "t.csv(3): column 4 is \"1e3\"; allowed: a whole number from 1 to 16777216")]
    [InlineData("h\nx,4,4,5,3,1,1,1\n", "t.csv(2): the kernel 5x3 is larger than its input 4x4")]
    [InlineData("h\nx,16777216,16777216,16777216\n", "t.csv(2): a tensor of 1x16777216x16777216 is too large; allowed: at most "
        + "1099511627776 words")]
    [InlineData("h\nx,1,1,1\ny,16777216,16777216,16777216,16777216,16777216,1,1\n", "t.csv(3): a tensor of "
        + "1x16777216x16777216x16777216 is too large; allowed: at most 1099511627776 words")]
    public void Messages_name_the_line(string text, string message) =>
        Assert.Equal(message, Assert.Throws<InputException>(() => Rows(text, 1)).Message);

    /// <summary>Files of a few bytes would take gigabytes: every window has addresses of its own.</summary>
    [Theory]
    [InlineData("h\nx,114,66662,3,62,3,6,1\n", "112 x 66601 windows of 3 x 62 have")]
    [InlineData("h\nx,11111101,1,14\n", " have")]
    [InlineData("h\nx,28,4294964,1,3,6,2,1\n", "28 x 4294962 windows of 1 x 3 have")]
    public void Layers_of_too_many_windows_are_refused(string text, string part)
    {
        string message = Assert.Throws<InputException>(() => GraphTrainingStep.Lower(
            TopologyGraph.Of("t.csv", "t", TopologyReader.Parse("t.csv", text), 1))).Message;
        Assert.Contains("layer \"x\" (", message, StringComparison.Ordinal);
        Assert.Contains(
            part + " too many addresses of words; allowed: 33554432, with 4 for each of them beside its own", message,
            StringComparison.Ordinal);
    }

    /// <summary>Pixels that no window reaches have no addresses, but are listed.</summary>
    [Fact]
    public void Images_of_too_many_pixels_are_refused()
    {
        InputException problem = Assert.Throws<InputException>(() => GraphTrainingStep.Lower(TopologyGraph.Of(
            "t.csv", "t", TopologyReader.Parse("t.csv", "h\na,8,8,1,1,1,1,1\nb,1,16777216,1,1,1,1,6\nc,3,16777216,1,1,1,1,9\n"), 1)));

        Assert.EndsWith("an image has 50331648 pixels; allowed: 33554432", problem.Message, StringComparison.Ordinal);
    }

    private static string[] Rows(string text, int batch) =>
    [
        .. TrainingStepRows.Of(TopologyGraph.Of("t.csv", "t", TopologyReader.Parse("t.csv", text), batch)).Gemms
            .Select(row => $"{row.Layer} {row.Pass} {row.M} {row.N} {row.K}"),
    ];
}

using CycleSim.Platform;
using CycleSim.Workloads.Graphs;
using CycleSim.Workloads.Operators;
using CycleSim.Workloads.Shapes;
using CycleSim.Workloads.Tests.Onnx;

namespace CycleSim.Workloads.Tests.Import;

/// <summary>What becomes of small ONNX files.</summary>
public class ImportTests
{
    private static OnnxMaker Vectors => new OnnxMaker(20).Input("x", "N", 4);

    [Fact]
    public void What_the_loss_does_not_depend_on_is_left_out()
    {
        Graph graph = Vectors.Weight("w", 4, 3).Weight("v", 4, 5).Node("MatMul", "x w", "y").Node("MatMul", "x v", "z")
            .Node("Relu", "z", "head").Output("y head").Import();
        Assert.Equal(["fc", "loss"], graph.Operators.Select(layer => layer.Type));
        Assert.Equal(["w"], graph.Parameters.Select(parameter => parameter.Name));
        Assert.Equal(["x", "y"], graph.Values.Select(value => value.Name));
        Assert.Equal(["w"], TrainingStepRows.Of(graph).Vectors.Where(row => row.Pass == "update").Select(row => row.Layer));
    }

    [Fact]
    public void An_operator_that_is_not_known_may_stand_where_the_loss_does_not_depend_on_it()
    {
        Graph graph = Vectors.Weight("w", 4, 3).Node("MatMul", "x w", "y").Node("ArgMax", "y", "best").Output("y best").Import();
        Assert.Equal(["fc", "loss"], graph.Operators.Select(layer => layer.Type));
    }

    [Fact]
    public void A_table_is_not_tied_to_a_layer_that_is_left_out()
    {
        Graph graph = new OnnxMaker(20).Tokens("ids", "N", 6).Weight("table", 9, 4).Weight("w", 4, 3).Node("Gather", "table ids", "e")
            .Node("MatMul", "e w", "y").Node("Transpose", "table", "columns").Node("MatMul", "e columns", "words")
            .Output("y words").Import();
        Assert.False(Assert.IsType<EmbeddingOperator>(graph.Operators[0]).IsTied);
    }

    [Fact]
    public void A_table_that_only_other_outputs_look_up_is_no_embedding()
    {
        Graph graph = Vectors.Tokens("ids", "N", 6).Weight("w", 4, 4).Node("MatMul", "x w", "y").Node("Gather", "w ids", "rows")
            .Output("y rows").Import();
        Assert.Equal(ParameterKind.Weight, graph.Parameters[0].Kind);
    }

    [Theory]
    [InlineData("Relu", "mean")]
    [InlineData("Mul", "mean two")]
    [InlineData("MatMul", "mean w")]
    [InlineData("Add", "mean offset")]
    public void A_further_output_is_refused_as_an_activation(string operation, string inputs)
    {
        OnnxMaker model = Normalised.Floats("two", 2).Weight("offset", 1).Weight("w", 1, 3).Node(operation, inputs, "z").Output("z");
        Assert.Equal(
            $"made.onnx: node \"/z/{operation}\" ({operation}): input \"mean\" is output 1 of the node \"/y/LayerNormalization\" "
            + "(LayerNormalization), of which only the first output is lowered",
            Refused(model));
    }

    [Fact]
    public void A_further_output_is_refused_as_the_output_of_the_graph() => Assert.Equal(
        "made.onnx: its output \"mean\" is output 1 of the node \"/y/LayerNormalization\" (LayerNormalization), of which only the first "
        + "output is lowered",
        Refused(Normalised.Output("mean")));

    [Fact]
    public void A_split_that_leaves_parts_out_is_refused() => Assert.Equal(
        "made.onnx: node \"/-/Split\" (Split): leaves out its output 0; allowed: a name for each part",
        Refused(Vectors.Weight("w", 4, 4).Node("MatMul", "x w", "y").Node("Split", "y", "- b", ("axis", 1)).Output("b")));

    /// <summary>Found by fuzzing: such a network was read, and could not be written again.</summary>
    [Theory]
    [InlineData(20, "LayerNormalization", 0)]
    [InlineData(20, "LayerNormalization", -2)]
    [InlineData(23, "RMSNormalization", 0)]
    public void A_normalisation_over_the_batch_is_refused(int opset, string operation, int axis) => Assert.Equal(
        $"made.onnx: node \"/y/{operation}\" ({operation}): a normalisation over the batch is not lowered; allowed: axes behind the first",
        Refused(new OnnxMaker(opset).Input("x", "N", 4).Weight("s", 4).Node(operation, "x s", "y", ("axis", axis)).Output("y")));

    [Fact]
    public void A_weight_may_stand_behind_many_nodes()
    {
        const int Views = 90_000;
        OnnxMaker model = Vectors.Weight("w0", 4, 3);
        for (int i = 0; i < Views; i++)
            model.Node("Identity", $"w{i}", $"w{i + 1}");
        Graph graph = model.Node("MatMul", $"x w{Views}", "y").Output("y").Import();
        Assert.Equal(["w0"], graph.Parameters.Select(parameter => parameter.Name));
    }

    [Theory]
    [InlineData("0 -1", 0, 3)]
    [InlineData("-1 0", 3, -3)]
    [InlineData("1 -2", 1, 1)]
    [InlineData("-3", 1, 1)]
    public void Indices_may_count_from_the_end(string indices, int start, int step)
    {
        SliceOperator slice = Gathered([.. indices.Split(' ').Select(long.Parse)], null);
        Assert.Equal((start, step), ((int)slice.Starts[1], (int)slice.Steps[1]));
        Assert.Null(slice.LeftOut);
    }

    [Fact]
    public void One_index_without_axes_leaves_its_axis_out() => Assert.Equal(1, Gathered([-1]).LeftOut);

    [Fact]
    public void Indices_of_several_axes_are_refused() => Assert.Equal(
        "made.onnx: node \"/z/Gather\" (Gather): its indices \"i\" have 2 axes; allowed: none or one",
        Assert.Throws<InputException>(() => Gathered([0, 1], 1, 2)).Message);

    [Fact]
    public void A_product_of_what_was_a_scalar_is_fully_connected()
    {
        Graph graph = new OnnxMaker(20).Input("x", "N", 1).Weight("w", 1, 3).Integers("none").Integers("one", 1, 1).Integers("three", 3)
            .Node("Reshape", "x none", "s").Node("Reshape", "s one", "r").Node("MatMul", "r w", "p").Node("Reshape", "p three", "y")
            .Output("y").Import(1);
        Assert.Equal(["reshape", "reshape", "fc", "reshape", "loss"], graph.Operators.Select(layer => layer.Type));
    }

    [Fact]
    public void Tokens_behind_the_features_are_refused() => Assert.Equal(
        "made.onnx: node \"/z/Concat\" (Concat): joins \"t\" along axis 2; allowed for a stored tensor: axis 1, the positions",
        Refused(
            new OnnxMaker(20).Input("x", "N", 4, 3).Weight("t", 1, 4, 1).Node("Concat", "x t", "z", ("axis", 2)).Output("z"), batch: 1));

    [Fact]
    public void Repeated_words_may_get_axes_in_front()
    {
        Graph graph = new OnnxMaker(20).Input("x", "N", 2, 4).Weight("w", 4, 4).Integers("behind", 2).Integers("repeats", 1, 1, 1, 3, 1)
            .Integers("joined", -1, 6, 4).Node("MatMul", "x w", "y").Node("Unsqueeze", "y behind", "u").Node("Expand", "u repeats", "e")
            .Node("Reshape", "e joined", "z").Output("z").Import();
        RepeatOperator repeat = Assert.Single(graph.Operators.OfType<RepeatOperator>());
        Assert.Equal(("1x2x2x1x4", "1x2x2x3x4"), ($"{repeat.Source}", $"{repeat.Expanded}"));
        Assert.NotEmpty(GraphTrainingStep.Lower(graph).Operations);
    }

    [Fact]
    public void Windows_that_are_too_large_are_refused()
    {
        OnnxMaker pool = new OnnxMaker(20).Input("x", "N", 1, 8, 8).Node(
            "MaxPool", "x", "y", ("kernel_shape", new[] { 1L << 20, 1 }), ("dilations", new[] { 1L << 20, 1 }),
            ("auto_pad", "SAME_UPPER")).Output("y");
        Assert.Equal(
            "made.onnx: node \"/y/MaxPool\" (MaxPool): a window of 1099510579201: is out of range; allowed: "
            + "less than 2^31",
            Refused(pool));
        OnnxMaker convolution = new OnnxMaker(20).Input("x", "N", 1, 1L << 31, 1).Weight("w", 1, 1, 1L << 31, 1)
            .Node("Conv", "x w", "y").Output("y");
        Assert.Contains("(Conv): a kernel of 2147483648: is out of range", Refused(convolution), StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_is_too_large_is_not_simulated()
    {
        Graph graph = new OnnxMaker(20).Input("x", "N", 1L << 33, 1).Weight("w", 1, 1).Node("MatMul", "x w", "y").Output("y").Import(1);
        Assert.Equal(
            "made: input \"x\" is too large to be simulated: more than 2^31 words for one element of the batch",
            Assert.Throws<InputException>(() => GraphTrainingStep.Lower(graph)).Message);
    }

    private static OnnxMaker Normalised =>
        Vectors.Weight("s", 4).Weight("b", 4).Node("LayerNormalization", "x s b", "y mean");

    private static string Refused(OnnxMaker model, int batch = 2) =>
        Assert.Throws<InputException>(() => model.Import(batch)).Message;

    /// <summary>What becomes of a Gather of constant indices, along an axis of four.</summary>
    private static SliceOperator Gathered(long[] indices, params long[]? shape)
    {
        Graph graph = Vectors.Weight("w", 4, 4).Node("MatMul", "x w", "y")
            .Tensor("i", OnnxMaker.TensorOf(indices, shape ?? [indices.Length])).Node("Gather", "y i", "z", ("axis", 1))
            .Output("z").Import();
        return Assert.Single(graph.Operators.OfType<SliceOperator>());
    }
}

using CycleSim.Reference;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Tests.GraphLowering;

namespace CycleSim.Workloads.Tests.Networks;

public class ShippedNetworksTests
{
    public static TheoryData<string, string> Pairs
    {
        get
        {
            TheoryData<string, string> pairs = [];
            foreach ((string network, string table) in ShippedNetworks.Pairs)
                pairs.Add(network, table);
            return pairs;
        }
    }

    public static TheoryData<string> Names => ShippedNetworks.Names;

    public static TheoryData<string> LoweredByKinds => ShippedNetworks.LoweredByKinds;

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Layers_equal_the_reference_table(string name, string table)
    {
        IReadOnlyList<ReferenceRow> rows = ReferenceFile.Table($"networks/{table}.csv");
        Layer[] layers = [.. NetworkLoader.Load(name).Layers];
        Assert.Equal(LayerKinds.SoftmaxLoss, layers[^1].Kind);
        Assert.Equal(rows.Select(Described), layers[..^1].Select(layer => Described(layer, rows[0].Int("B"))));
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Totals_equal_the_reference_summary(string name, string table)
    {
        ReferenceRow row = ReferenceFile.Table("networks/SUMMARY.csv").Single(row => row.Text("model") == table);
        Network network = NetworkLoader.Load(name);
        Assert.Equal(row.Long("params"), network.Parameters);
        Assert.Equal(row.Long("macs_fwd_per_image"), network.MacsPerImage);
    }

    /// <summary>Layers say that they are lowered to GEMMs where they have multiply-accumulates, those of matrix products, too.</summary>
    [Fact]
    public void Layers_are_lowered_to_gemms_where_they_multiply()
    {
        Layer[] layers =
        [
            .. ShippedNetworks.Pairs.SelectMany(pair => NetworkLoader.Load(pair.Network).Layers),
            .. SmallNetworks.All.Keys.SelectMany(name => SmallNetworks.Read(name).Layers),
        ];
        Assert.Contains(layers, layer => layer.Kind.Type == "matmul");
        Assert.All(layers, layer => Assert.Equal(layer.MacsPerImage > 0, layer.IsGemm));
    }

    [Fact]
    public void Every_reference_table_has_its_network() =>
        Assert.Equal(
            ReferenceFile.Table("networks/SUMMARY.csv").Select(row => row.Text("model")).Order(StringComparer.Ordinal),
            ShippedNetworks.Pairs.Select(pair => pair.Table).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_network_is_named_as_its_file_and_says_where_it_comes_from(string name)
    {
        Network network = NetworkLoader.Load(name);
        Assert.Equal(name, network.Name);
        Assert.Contains("; ", network.Description, StringComparison.Ordinal);
        string classes = network.Input.IsTokens ? "tokens" : $"{network.Classes} classes";
        Assert.Contains(classes, network.Description, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(LoweredByKinds))]
    public void Relu_stands_after_the_hidden_layers_only(string name)
    {
        Network network = NetworkLoader.Load(name);
        Layer[] hidden = [.. network.Layers.Where(layer => layer.IsGemm).SkipLast(1)];
        foreach (Layer layer in hidden)
        {
            Layer? norm = network.Layers.FirstOrDefault(other => other.Kind == LayerKinds.BatchNorm && other.Inputs[0] == layer.Index);

            // A residual block's last convolution and its shortcut have their ReLU after the add.
            bool ends = norm is not null && network.Layers.Any(other => other.Kind == LayerKinds.Add && other.Inputs.Contains(norm.Index)
                && !norm.Relu);
            Assert.Equal(!ends, (norm ?? layer).Relu);
        }

        Assert.All(network.Layers.Where(layer => layer.Kind == LayerKinds.Add), layer => Assert.True(layer.Relu));
        Assert.False(network.Layers[^2].Relu);
    }

    [Fact]
    public void A_hundred_classes_differ_in_the_last_layer_only()
    {
        foreach (string name in new[] { "alexnet", "alexnet-bearpaw", "vgg16", "vgg16-3fc512", "vgg16-3fc4096", "resnet18", "resnet34" })
        {
            Network ten = NetworkLoader.Load($"{name}-cifar10");
            Network hundred = NetworkLoader.Load($"{name}-cifar100");
            Assert.Equal(90 * (ten.Layers[^2].Input.Words + 1), hundred.Parameters - ten.Parameters);
            Assert.Equal(ten.Layers.Select(layer => layer.Name), hundred.Layers.Select(layer => layer.Name));
        }
    }

    [Fact]
    public void Residual_blocks_add_the_block_input_or_its_shortcut()
    {
        Network network = NetworkLoader.Load("resnet18-cifar10");
        Assert.Equal(["layer1.0.conv2.bn", "conv1.bn"], InputsOf(network, "layer1.0.add"));
        Assert.Equal(["layer2.0.conv2.bn", "layer2.0.shortcut.bn"], InputsOf(network, "layer2.0.add"));
        Assert.Equal(["layer1.1.add"], InputsOf(network, "layer2.0.shortcut"));
    }

    private static IEnumerable<string> InputsOf(Network network, string name) =>
        network.Layers.Single(layer => layer.Name == name).Inputs.Select(index => network.Layers[index].Name);

    private static string Described(ReferenceRow row)
    {
        // The tables count a scale and shift as "bias" and write 0 where a kernel has no meaning.
        bool bias = row.Int("bias") == 1 && row.Text("type") != "bn";
        return $"{row.Text("layer")} {row.Text("type")} {row.Text("I")}x{row.Text("H")}x{row.Text("W")} -> " +
            $"{row.Text("O")}x{row.Text("OH")}x{row.Text("OW")} k{row.Text("K")} s{row.Text("stride")} p{row.Text("pad")} " +
            $"bias {bias} params {row.Text("params")} macs {row.Text("macs_fwd_per_image")} " +
            $"in {row.Text("in_elems_batch")} out {row.Text("out_elems_batch")}";
    }

    private static string Described(Layer layer, int batch)
    {
        string type = layer.Kind.Type switch
        {
            "conv" => "conv",
            "fc" => "fc",
            "max_pool" => "maxpool",
            "avg_pool" => "avgpool",
            "batch_norm" => "bn",
            _ => "add",
        };
        return $"{layer.Name} {type} {layer.Input} -> {layer.Output} k{layer.Kernel} s{layer.Stride} p{layer.Padding} " +
            $"bias {layer.Bias} params {layer.Parameters} macs {layer.MacsPerImage} " +
            $"in {batch * layer.Input.Words} out {batch * layer.Output.Words}";
    }
}

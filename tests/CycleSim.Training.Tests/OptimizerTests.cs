using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CycleSim.Platform;
using CycleSim.Training.Data;
using CycleSim.Training.Errors;
using CycleSim.Training.Formats;
using CycleSim.Training.Native;
using CycleSim.Training.Networks;
using CycleSim.Training.Running;
using CycleSim.TrainingRuns;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Formats;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Optimizers;
using TorchSharp;

namespace CycleSim.Training.Tests;

/// <summary>
/// What the trainer makes of the weights, bit for bit, against a loop of the test's own: the same network and images, libtorch's gradients,
/// and the optimizer applied to plain arrays.
/// </summary>
public sealed class OptimizerTests
{
    private const int Steps = 4;

    private static readonly Network LeNet = NetworkLoader.Load("lenet5-28x28-mnist");
    private static readonly Dataset Data = TinyData.Digits(64, 10);
    private static readonly TrainingOptions Short = new() { Batch = 16, MaxSteps = Steps, TestImages = 0 };

    public OptimizerTests() => TorchLibrary.Load(1);

    [Theory]
    [InlineData("sgd", 0.02, 0)]
    [InlineData("sgd", 0.02, 0.01)]
    [InlineData("momentum", 0.02, 0.01)]
    [InlineData("nesterov", 0.02, 0)]
    [InlineData("nesterov", 0.02, 0.01)]
    [InlineData("adam", 0.001, 0)]
    [InlineData("adam", 0.001, 0.01)]
    [InlineData("adamw", 0.001, 0.01)]
    public void Weights_are_those_of_the_optimizer_bit_for_bit(string name, double rate, double decay)
    {
        TrainingOptions options = Short with { Optimizer = name, LearningRate = rate, WeightDecay = decay, Beta2 = 0.99, Epsilon = 1e-6 };
        Assert.Equal(Expected(options, MixedPrecisions.Fp32), Run(options).WeightsSha256);
    }

    [Theory]
    [InlineData("momentum", 0.02)]
    [InlineData("adamw", 0.001)]
    public void Mixed_precision_updates_master_weights_and_rounds_those_of_the_layers(string name, double rate)
    {
        var bf16 = StoredFormat.Of(NumberFormats.Bf16);
        TrainingOptions options = Short with
        {
            Optimizer = name,
            LearningRate = rate,
            IsMixedPrecision = true,
            Formats = StoredFormats.Fp32 with { Weights = bf16, Gradients = bf16 },
        };
        string expected = Expected(options, MixedPrecisions.MixedBf16);
        Assert.Equal(expected, Run(options).WeightsSha256);
        Assert.Equal(expected, Run(options with { KeepsMasterWeights = true }).WeightsSha256);
        TrainingOptions wide = options with { Formats = StoredFormats.Fp32 with { Weights = bf16 } };
        Assert.Equal(Expected(wide, MixedPrecisions.MixedBf16Fp32Gradients), Run(wide).WeightsSha256);
        Assert.NotEqual(expected, Run(wide).WeightsSha256);
    }

    /// <summary>The default is what it always was: the operations of libtorch, in this order.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.01)]
    public void The_default_keeps_its_bits(double decay)
    {
        TrainingOptions options = Short with { WeightDecay = decay };
        using var network = new TorchNetwork(LeNet, options.Seed);
        torch.Tensor[] velocities = [.. network.Parameters.Select(parameter => torch.zeros_like(parameter.Values))];
        Descend(network, options, (index, weights, gradient, _) =>
        {
            torch.Tensor velocity = velocities[index].mul_(options.Momentum).add_(gradient);
            if (decay > 0)
                velocity.add_(weights, decay);
            weights.add_(velocity, -options.LearningRate);
        });
        Assert.Equal(Hash(network), Run(options).WeightsSha256);
    }

    [Fact]
    public void The_default_is_the_run_of_earlier_checkpoints_and_says_nothing_new()
    {
        string[] lines = RunIdentity.Of(LeNet, Data, Short).Split('\n');
        Assert.Equal(16, lines.Length);
        Assert.StartsWith("write error rates of Errors: 0 0", lines[^1], StringComparison.Ordinal);
        string folder = Directory.CreateTempSubdirectory("cyclesim-").FullName;
        string file = Path.Combine(folder, "summary.json");
        Summary.Of(LeNet, Data, Short, Run(Short)).Write(file);
        string text = File.ReadAllText(file);
        foreach (string key in new[] { "optimizer", "beta1", "epsilon", "number_formats", "mixed_precision", "state_" })
            Assert.DoesNotContain(key, text, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void What_decides_the_bits_is_in_the_identity_of_the_run()
    {
        TrainingOptions adam = Short with { Optimizer = "adam" };
        string[] identities =
        [
            .. new[]
            {
                Short, Short with { Optimizer = "momentum" }, adam, adam with { Beta1 = 0.5 }, adam with { Beta2 = 0.5 },
                adam with { Epsilon = 1e-4 }, adam with { IsMixedPrecision = true },
                adam with { Formats = StoredFormats.Fp32 with { Gradients = StoredFormat.Of(NumberFormats.Bf16) } },
                adam with { WriteErrors = WriteErrorSpec.None with { States = Mantissa(1e-3) } },
            }.Select(options => RunIdentity.Of(LeNet, Data, options)),
        ];
        Assert.Distinct(identities);
        Assert.Equal(
            "It has optimizer: adam, asked for is the default", RunIdentity.Difference(identities[2], identities[0]));
    }

    /// <summary>
    /// Writes of states fail by themselves: the first step's weights are right, and those that follow use wrong states. Rates of weights
    /// do not touch states, nor those of states weights.
    /// </summary>
    [Theory]
    [InlineData("momentum", 1)]
    [InlineData("adam", 2)]
    public void Writes_of_states_fail_in_the_scratchpad_of_weights(string name, int states)
    {
        TrainingOptions options = Short with { Optimizer = name, LearningRate = 0.001 };
        TrainingOptions wrong = options with { WriteErrors = WriteErrorSpec.None with { States = Mantissa(1e-2) } };
        Assert.Equal(Run(options with { MaxSteps = 1 }).WeightsSha256, Run(wrong with { MaxSteps = 1 }).WeightsSha256);
        TrainingResult result = Run(wrong);
        Assert.NotEqual(Run(options).WeightsSha256, result.WeightsSha256);
        Assert.Equal(states * Steps * LeNet.Parameters, result.WrongStateBits.Words(TensorRole.Weight));
        Assert.InRange(result.WrongStateBits.Total(TensorRole.Weight), 0.2 * states * Steps * LeNet.Parameters, 0.26 * states * Steps
            * LeNet.Parameters);
        Assert.Equal(0, result.WrongBits.Total(TensorRole.Weight));
    }

    /// <summary>A state whose writes all fail stays zero, so each step is one of plain descent.</summary>
    [Fact]
    public void A_state_that_is_stuck_is_what_it_was()
    {
        WriteErrorSpec stuck = WriteErrorSpec.None with
        {
            Model = ErrorModelNames.StuckAtOld,
            States = BitMap.Exact.With(BitMap.Bits("all", "test"), 1),
        };
        TrainingOptions momentum = Short with { Optimizer = "momentum", WriteErrors = stuck };
        Assert.Equal(Run(Short with { Optimizer = "sgd" }).WeightsSha256, Run(momentum).WeightsSha256);
    }

    [Fact]
    public void Master_weights_are_stored_with_mixed_precision_and_safe_when_they_are_kept()
    {
        TrainingOptions mixed = Short with
        {
            IsMixedPrecision = true,
            WriteErrors = WriteErrorSpec.None with { States = Mantissa(1e-2) },
        };
        Assert.Equal(Steps * LeNet.Parameters, Run(mixed).WrongStateBits.Words(TensorRole.Weight));
        Assert.Equal(0, Run(mixed with { KeepsMasterWeights = true }).WrongStateBits.Words(TensorRole.Weight));
        Assert.NotEqual(Run(mixed).WeightsSha256, Run(mixed with { KeepsMasterWeights = true }).WeightsSha256);
    }

    [Theory]
    [InlineData("--momentum", 0.99999999, 0.02)]
    [InlineData("--learning-rate", 0.9, 1e-60)]
    public void What_is_no_number_of_float_is_refused(string option, double momentum, double rate)
    {
        TrainingOptions options = Short with { Optimizer = "momentum", Momentum = momentum, LearningRate = rate };
        Assert.StartsWith(option, Assert.Throws<InputException>(options.Check).Message, StringComparison.Ordinal);
    }

    private static BitMap Mantissa(double rate) => BitMap.Exact.With(BitMap.Bits("mantissa", "test"), rate);

    private static TrainingResult Run(TrainingOptions options)
    {
        using var trainer = new Trainer(LeNet, Data, options);
        return trainer.Run();
    }

    private static string Expected(TrainingOptions options, MixedPrecision precision)
    {
        using var network = new TorchNetwork(LeNet, options.Seed);
        var update = new ParameterUpdate(OptimizerKinds.All.Get(options.Optimizer), precision);
        bool hasMaster = precision.Master is not null;
        float[][] updated = [.. network.Parameters.Select(parameter => parameter.Values.data<float>().ToArray())];
        float[][][] states =
            [.. updated.Select(values => new[] { new float[values.Length], new float[values.Length] })];
        using (torch.no_grad())
            foreach (NamedTensor parameter in network.Parameters)
                Round(precision.Weights, parameter.Values);
        Descend(network, options, (index, weights, gradient, step) =>
        {
            Round(precision.Gradients, gradient);
            var operands = new UpdateOperands(
                updated[index], gradient.data<float>().ToArray(), State(index, 0), State(index, 1));
            float[] working = new float[hasMaster ? updated[index].Length : 0];
            update.Apply(options.OptimizerSettings, step + 1, operands, working);
            MemoryMarshal.AsBytes<float>(hasMaster ? working : updated[index]).CopyTo(weights.bytes);
        });
        return Hash(network);

        Span<float> State(int index, int state) => update.Optimizer.States.Length > state ? states[index][state] : default;
    }

    private static void Round(NumberFormat format, torch.Tensor tensor)
    {
        Span<float> values = MemoryMarshal.Cast<byte, float>(tensor.bytes);
        format.Round(values, values);
    }

    private static void Descend(
        TorchNetwork network, TrainingOptions options, Action<int, torch.Tensor, torch.Tensor, int> update)
    {
        var source = new BatchSource(Data.Spec, Data.Train, 28, options.Seed, augments: false);
        int[] order = source.Order(0);
        float[] images = new float[options.Batch * source.ImageWords];
        long[] classes = new long[options.Batch];
        for (int step = 0; step < Steps; step++)
        {
            source.Fill(order.AsSpan(step * options.Batch, options.Batch), 0, images, classes);
            using torch.Tensor batch = torch.tensor(images, [options.Batch, 1, 28, 28]);
            torch.Tensor scores = network.Forward(batch, new Untouched());
            torch.nn.functional.cross_entropy(scores, torch.tensor(classes)).backward();
            using IDisposable mode = torch.no_grad();
            for (int index = 0; index < network.Parameters.Count; index++)
            {
                torch.Tensor weights = network.Parameters[index].Values;
                update(index, weights, weights.grad!, step);
                weights.grad!.zero_();
            }
        }
    }

    private static string Hash(TorchNetwork network) => Convert.ToHexStringLower(
        SHA256.HashData(network.Parameters.SelectMany(parameter => parameter.Values.bytes.ToArray()).ToArray()));

    private sealed class Untouched : IStoredTensors
    {
        public void StoreActivation(int layer, torch.Tensor values)
        {
        }

        public void StoreError(int layer, torch.Tensor values)
        {
        }
    }
}

using System.Collections.Immutable;
using CsCheck;
using CycleSim.Configuration.Keys;
using CycleSim.Platform;
using CycleSim.Properties;
using CycleSim.Workloads.Formats;
using CycleSim.Workloads.Optimizers;

namespace CycleSim.Workloads.Tests.Optimizers;

/// <summary>What optimizers have in common, how they differ, and what they refuse.</summary>
public sealed class OptimizerTests
{
    private static readonly OptimizerSettings Usual = new() { LearningRate = 0.01f };

    private static readonly Gen<float[]> Values = Gen.Float[-10, 10].Array[1, 20];

    private static readonly IOptimizer[] All = [.. OptimizerKinds.All.All];

    public static TheoryData<string, string[]> States => new()
    {
        { "sgd", [] },
        { "momentum", ["momentum"] },
        { "nesterov", ["momentum"] },
        { "adam", ["adam_m", "adam_v"] },
        { "adamw", ["adam_m", "adam_v"] },
    };

    [Theory]
    [MemberData(nameof(States))]
    public void An_optimizer_tells_its_tensors(string name, string[] states)
    {
        var update = new ParameterUpdate(OptimizerKinds.All.Get(name), MixedPrecisions.MixedBf16);
        Assert.Equal(states, update.Optimizer.States);
        Assert.Equal(["master", .. states], update.States.Select(tensor => tensor.Name));
        Assert.Equal(["gradient", "master", .. states], update.Reads.Select(tensor => tensor.Name));
        Assert.Equal(["weight", "master", .. states], update.Writes.Select(tensor => tensor.Name));
        Assert.Equal(["bf16", "bf16", "fp32", .. states.Select(_ => "fp32")], update.Tensors.Select(tensor => tensor.Format.Name));

        var single = new ParameterUpdate(update.Optimizer, MixedPrecisions.Fp32);
        Assert.Equal(states, single.States.Select(tensor => tensor.Name));
        Assert.Equal(["weight", "gradient", .. states], single.Reads.Select(tensor => tensor.Name));
        Assert.Equal(["weight", .. states], single.Writes.Select(tensor => tensor.Name));
    }

    [Fact]
    public void Optimizers_and_precisions_are_found_by_name()
    {
        Assert.Equal(["sgd", "momentum", "nesterov", "adam", "adamw"], OptimizerKinds.All.All.Select(optimizer => optimizer.Name));
        Assert.Equal(["fp32", "mixed_bf16", "mixed_bf16_fp32_gradients"], MixedPrecisions.All.All.Select(precision => precision.Name));
        Assert.Same(OptimizerKinds.AdamW, OptimizerKinds.All.Get("adamw"));
        Assert.All(OptimizerKinds.All.All.Concat<INamedChoice>(MixedPrecisions.All.All), choice => Assert.NotEmpty(choice.Meaning));
        Assert.Contains("allowed: sgd, momentum", Assert.Throws<InputException>(() => OptimizerKinds.All.Get("lion")).Message);
    }

    [Fact]
    public void Usual_settings_are_those_of_the_papers() => Assert.Equal(
        (0f, 0.9f, 0.9f, 0.999f, 1e-8f), (Usual.WeightDecay, Usual.Momentum, Usual.Beta1, Usual.Beta2, Usual.Epsilon));

    [Fact]
    [Trait("kind", "property")]
    public void Gradients_of_zero_change_nothing() =>
        Gen.Select(Values, Gen.OneOf(All), Gen.Long[1, 100_000]).ForAll((weights, optimizer, step) =>
        {
            float[] changed = [.. weights];
            (float[] state1, float[] state2) = (new float[weights.Length], new float[weights.Length]);
            optimizer.Update(Usual, step, new UpdateOperands(changed, new float[weights.Length], state1, state2));
            Assert.Equal(weights, changed);
            Assert.All(state1.Concat(state2), state => Assert.Equal(0, state));
        });

    [Fact]
    [Trait("kind", "property")]
    public void A_span_is_updated_as_its_elements() =>
        Gen.Select(Values, Gen.OneOf(All), Gen.Float[0, 0.1f], Gen.Long[1, 1000]).ForAll((weights, optimizer, decay, step) =>
        {
            OptimizerSettings settings = Usual with { WeightDecay = decay };
            float[] gradients = [.. weights.Select((weight, i) => MathF.Sin((weight * 7) + i))];
            float[] state1 = [.. gradients.Select(gradient => gradient / 3)];
            float[] state2 = [.. gradients.Select(gradient => gradient * gradient)];
            float[][] single = [[.. weights], [.. state1], [.. state2]];
            for (int i = 0; i < weights.Length; i++)
                optimizer.Update(settings, step, new UpdateOperands(
                    single[0].AsSpan(i, 1), gradients.AsSpan(i, 1), single[1].AsSpan(i, 1), single[2].AsSpan(i, 1)));
            optimizer.Update(settings, step, new UpdateOperands(weights, gradients, state1, state2));
            Assert.Equal(single, new[] { weights, state1, state2 });
        });

    [Fact]
    [Trait("kind", "property")]
    public void Without_momentum_both_momentum_optimizers_are_gradient_descent() =>
        Gen.Select(Values, Gen.Float[0, 0.1f]).ForAll((weights, decay) =>
        {
            OptimizerSettings settings = Usual with { Momentum = 0, WeightDecay = decay };
            float[] gradients = [.. weights.Select(weight => weight / 3)];
            float[] expected = [.. weights];
            OptimizerKinds.Sgd.Update(settings, 1, new UpdateOperands(expected, gradients));
            foreach (IOptimizer optimizer in new[] { OptimizerKinds.Momentum, OptimizerKinds.Nesterov })
            {
                float[] changed = [.. weights];
                optimizer.Update(settings, 1, new UpdateOperands(changed, gradients, new float[weights.Length]));
                Assert.Equal(expected, changed);
            }
        });

    [Fact]
    [Trait("kind", "property")]
    public void The_first_step_of_adam_is_the_learning_rate_against_the_sign() =>
        Gen.Select(Gen.Float[0.01f, 10], Gen.Bool).ForAll((gradient, isNegative) =>
        {
            gradient = isNegative ? -gradient : gradient;
            float[] weights = [0];
            OptimizerKinds.Adam.Update(Usual, 1, new UpdateOperands(weights, [gradient], new float[1], new float[1]));
            Assert.Equal(-Usual.LearningRate * MathF.Sign(gradient), weights[0], 1e-6);
        });

    [Fact]
    public void Adam_and_adamw_differ_by_weight_decay_alone()
    {
        Assert.Equal(After(OptimizerKinds.Adam, 0), After(OptimizerKinds.AdamW, 0));
        Assert.NotEqual(After(OptimizerKinds.Adam, 0.1f), After(OptimizerKinds.AdamW, 0.1f));

        static float After(IOptimizer optimizer, float decay)
        {
            float[] weights = [1.5f];
            optimizer.Update(
                Usual with { WeightDecay = decay }, 1, new UpdateOperands(weights, [0.25f], new float[1], new float[1]));
            return weights[0];
        }
    }

    [Fact]
    public void Without_weight_decay_an_infinite_weight_does_not_spoil_its_state()
    {
        float[] weights = [float.PositiveInfinity];
        float[] state = [0];
        OptimizerKinds.Momentum.Update(Usual, 1, new UpdateOperands(weights, [1], state));
        Assert.Equal((float.PositiveInfinity, 1), (weights[0], state[0]));
    }

    [Fact]
    public void What_an_update_writes_is_rounded_to_its_format()
    {
        var precision = new MixedPrecision(
            "own", "", NumberFormats.Fp8E4M3, NumberFormats.Fp16, NumberFormats.Bf16, NumberFormats.Fp16);
        float[] weights = [1];
        (float[] state1, float[] state2, float[] working) = (new float[1], new float[1], new float[1]);
        new ParameterUpdate(OptimizerKinds.Adam, precision).Apply(
            Usual, 1, new UpdateOperands(weights, [0.3f], state1, state2), working);
        Assert.Equal([(float)(Half)0.99f, 1], [weights[0], working[0]]);
        Assert.Equal([NumberFormats.Bf16.Round(0.03f), NumberFormats.Bf16.Round(0.00009f)], [state1[0], state2[0]]);

        weights = [1];
        new ParameterUpdate(OptimizerKinds.Sgd, precision with { Master = null }).Apply(Usual, 1, new UpdateOperands(weights, [-10]));
        Assert.Equal(1.125f, weights[0]);
    }

    [Fact]
    public void Blocks_of_states_count_their_scales()
    {
        var precision = new MixedPrecision(
            "own", "", NumberFormats.Bf16, NumberFormats.Bf16, NumberFormats.MxFp8E4M3, NumberFormats.Fp32);
        var update = new ParameterUpdate(OptimizerKinds.Adam, precision);
        Assert.Equal((4 * 64) + (2 * 66), update.StateBytes(64));
    }

    [Theory]
    [MemberData(nameof(States))]
    public void A_missing_state_is_named(string name, string[] states)
    {
        IOptimizer optimizer = OptimizerKinds.All.Get(name);
        for (int given = 0; given < states.Length; given++)
        {
            string message = Assert.Throws<ArgumentException>(() => optimizer.Update(Usual, 1, new UpdateOperands(
                new float[3], new float[3], new float[given > 0 ? 3 : 0]))).Message;
            Assert.Contains($"{name} needs the state {states[given]}", message);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.Update(Usual, 0, new UpdateOperands(
            new float[3], new float[3], new float[3], new float[3])));
    }

    [Fact]
    public void Lengths_must_fit()
    {
        Assert.Equal("gradients", Refusal(() => _ = new UpdateOperands(new float[3], new float[2])));
        Assert.Equal("state1", Refusal(() => _ = new UpdateOperands(new float[3], new float[3], new float[2])));
        Assert.Equal("state2", Refusal(() => _ = new UpdateOperands(new float[3], new float[3], new float[3], new float[4])));
        var single = new ParameterUpdate(OptimizerKinds.Sgd, MixedPrecisions.Fp32);
        var mixed = new ParameterUpdate(OptimizerKinds.Sgd, MixedPrecisions.MixedBf16);
        Assert.Equal("workingWeights", Refusal(() => single.Apply(Usual, 1, new UpdateOperands(new float[3], new float[3]), new float[3])));
        Assert.Equal("workingWeights", Refusal(() => mixed.Apply(Usual, 1, new UpdateOperands(new float[3], new float[3]))));

        static string? Refusal(Action action) => Assert.Throws<ArgumentException>(action).ParamName;
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Settings_out_of_range_are_refused(float value)
    {
        ImmutableArray<Func<OptimizerSettings>> settings =
        [
            () => Usual with { LearningRate = value }, () => Usual with { WeightDecay = value }, () => Usual with { Momentum = value },
            () => Usual with { Beta1 = value }, () => Usual with { Beta2 = value }, () => Usual with { Epsilon = value },
        ];
        Assert.All(settings, make => Assert.Throws<ArgumentOutOfRangeException>(make));
    }

    [Fact]
    public void Decays_of_one_are_refused()
    {
        Assert.Equal("Momentum", Assert.Throws<ArgumentOutOfRangeException>(() => Usual with { Momentum = 1 }).ParamName);
        Assert.Equal("Beta1", Assert.Throws<ArgumentOutOfRangeException>(() => Usual with { Beta1 = 1 }).ParamName);
        Assert.Equal("Beta2", Assert.Throws<ArgumentOutOfRangeException>(() => Usual with { Beta2 = 1 }).ParamName);
    }
}

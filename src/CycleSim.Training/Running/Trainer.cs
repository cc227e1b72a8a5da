using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CycleSim.Platform;
using CycleSim.Training.Data;
using CycleSim.Training.Errors;
using CycleSim.Training.Native;
using CycleSim.Training.Networks;
using CycleSim.TrainingRuns;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;
using TorchSharp;

namespace CycleSim.Training.Running;

/// <summary>
/// Trains a network while writes fail. Everything that is computed depends on network, data and options alone; a run that was stopped or
/// killed continues from its last checkpoint to the same weights, bit for bit.
/// </summary>
internal sealed class Trainer : IDisposable
{
    private const int TestBatch = 500;

    private readonly TrainingOptions _options;
    private readonly TorchNetwork _network;
    private readonly BatchSource _train;
    private readonly BatchSource _test;
    private readonly Scratchpads _scratchpads;
    private readonly Sgd _sgd;
    private readonly string _run;
    private readonly DatasetSpec _dataset;
    private readonly WrongBitCounts _wrongBits = new();
    private readonly float[] _images;
    private readonly long[] _classes;
    private int[] _order = [];
    private int _orderEpoch = -1;
    private long _step;
    private double _lossSum;
    private long _correct;

    /// <summary>Prepares a run at its first step.</summary>
    /// <param name="network">The network.</param>
    /// <param name="dataset">The images.</param>
    /// <param name="options">What to compute.</param>
    /// <exception cref="InputException">Options are out of range, or network and data do not fit.</exception>
    public Trainer(Network network, Dataset dataset, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        CheckFit(network, dataset, options);
        TorchLibrary.Load(options.Threads);
        _options = options;
        _run = RunIdentity.Of(network, dataset, options);
        _network = new TorchNetwork(network, options.Seed);
        int edge = network.Input.Height;
        _train = new BatchSource(dataset.Spec, dataset.Train, edge, options.Seed, options.Augments && dataset.Spec.Channels > 1);
        _test = new BatchSource(dataset.Spec, dataset.Test, edge, options.Seed, augments: false);
        _scratchpads = new Scratchpads(new WriteErrors(options.WriteErrors, options.Seed), network, options.OldContent);
        _dataset = dataset.Spec;
        _sgd = new Sgd(_network.Parameters, options);
        _images = new float[(long)options.Batch * _train.ImageWords];
        _classes = new long[options.Batch];
        StepsPerEpoch = dataset.Train.Count / options.Batch;
        Steps = Math.Min(options.MaxSteps ?? long.MaxValue, StepsPerEpoch * options.Epochs);
    }

    /// <summary>Steps of an epoch: the batches that are full.</summary>
    public long StepsPerEpoch { get; }

    /// <summary>Steps of the run.</summary>
    public long Steps { get; }

    /// <summary>Records what chosen steps store.</summary>
    /// <param name="recorder">Gets the tensors.</param>
    /// <exception cref="InputException">A step is not one of this run.</exception>
    public void Record(TrafficRecorder recorder)
    {
        ArgumentNullException.ThrowIfNull(recorder);
        foreach (long step in recorder.Steps)
            if (step < 0 || step >= Steps)
                throw new InputException($"--record-steps {step}: the run has steps 0 to {Steps - 1}");
        recorder.Start(_network.Description, _dataset, _options);
        _scratchpads.Recorder = recorder;
    }

    /// <summary>Runs to the end, or until it is told to stop.</summary>
    /// <param name="files">Where log and checkpoint go; its owner keeps it until the results are written. Null to keep neither.</param>
    /// <param name="progress">Told after every step; may be null.</param>
    /// <param name="cancellation">Stops the run after the current step, with a checkpoint.</param>
    /// <returns>What came out.</returns>
    public TrainingResult Run(RunFiles? files = null, Action<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        using FlushToZero? mode = _options.FlushesToZero ? FlushToZero.Start() : null;
        long logLength = files is { Resumes: true } ? Resume(files) : 0;
        using RunLog? log = files is null ? null : new RunLog(files.Paths.Log, logLength);
        (double Loss, double Accuracy)? test = null;
        while (_step < Steps)
        {
            if (cancellation.IsCancellationRequested)
            {
                Save(files, log);
                return Result(TrainingStatus.Interrupted, null);
            }

            long epoch = _step / StepsPerEpoch;
            if (TrainStep((int)epoch, log) is not { } loss)
            {
                log?.Write(new DivergedLine { Step = _step, Epoch = epoch });
                log?.Complete();
                return Result(TrainingStatus.Diverged, null);
            }

            long inEpoch = _step % StepsPerEpoch == 0 ? StepsPerEpoch : _step % StepsPerEpoch;
            double accuracy = (double)_correct / (inEpoch * _options.Batch);
            progress?.Invoke(new TrainingProgress(_step, Steps, (int)epoch, loss, accuracy));
            bool isEnd = inEpoch == StepsPerEpoch || _step == Steps;
            if (isEnd)
            {
                test = Test();
                log?.Write(new EpochLine
                {
                    Epoch = epoch,
                    Step = _step,
                    TrainLoss = LogLine.Finite(_lossSum / inEpoch),
                    TrainAccuracy = accuracy,
                    TestLoss = LogLine.Finite(test?.Loss),
                    TestAccuracy = test?.Accuracy,
                });
                (_lossSum, _correct) = inEpoch == StepsPerEpoch ? (0, 0) : (_lossSum, _correct);
            }

            if (isEnd || _step % _options.CheckpointEvery == 0)
                Save(files, log);
        }

        log?.Complete();
        return Result(TrainingStatus.Completed, test ?? Test());
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _sgd.Dispose();
        _scratchpads.Dispose();
        _network.Dispose();
    }

    private static void CheckFit(Network network, Dataset dataset, TrainingOptions options)
    {
        DatasetSpec spec = dataset.Spec;
        FeatureMap input = network.Input;
        int border = input.Height - spec.Edge;
        if (input.Channels != spec.Channels || input.Height != input.Width || border < 0 || border % 2 != 0)
        {
            throw new InputException(
                $"{network.Name} takes images of {input}, {spec.Name} has {spec.Channels}x{spec.Edge}x{spec.Edge}; " +
                "allowed: equal channels, "
                + "and an edge that is equal or larger by an even number");
        }

        if (network.Classes != spec.Classes)
            throw new InputException($"{network.Name} has {network.Classes} classes, {spec.Name} {spec.Classes}");
        if (options.Batch > dataset.Train.Count)
            throw new InputException($"--batch {options.Batch}: {spec.Name} has {dataset.Train.Count} training images here");
        long words = options.Batch * network.Layers.Max(layer => Math.Max(layer.Input.Words, layer.Output.Words));
        if (words * sizeof(float) > int.MaxValue)
            throw new InputException($"--batch {options.Batch}: a tensor of {network.Name} would have {words} words; allowed are " +
                $"{int.MaxValue / sizeof(float)}");
    }

    // One step; the loss, or null when it is not finite and nothing was changed.
    private double? TrainStep(int epoch, RunLog? log)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        LoadBatch(epoch);
        Tensor images = Images(_images, _options.Batch);
        Tensor classes = torch.tensor(_classes);
        _scratchpads.Step = _step;
        Tensor scores = _network.Forward(images, _scratchpads);
        Tensor loss = torch.nn.functional.cross_entropy(scores, classes);
        double value = loss.item<float>();
        if (!double.IsFinite(value))
        {
            _wrongBits.Add(_scratchpads.TakeCounts());
            return null;
        }

        int correct = (int)scores.argmax(1).eq(classes).sum().item<long>();
        loss.backward();
        UpdateWeights();
        WrongBitCounts wrong = _scratchpads.TakeCounts();
        _wrongBits.Add(wrong);
        log?.Write(new StepLine
        {
            Step = _step,
            Epoch = epoch,
            Loss = value,
            Accuracy = (double)correct / _options.Batch,
            WrongBits = wrong.ToRecord(),
        });
        _lossSum += value;
        _correct += correct;
        _step++;
        return value;
    }

    // One parameter after the other: it is stored while it is still in the cache.
    private void UpdateWeights()
    {
        for (int index = 0; index < _network.Parameters.Count; index++)
        {
            NamedTensor parameter = _network.Parameters[index];
            _scratchpads.HoldWeights(index, parameter);
            _sgd.Update(index);
            _scratchpads.StoreWeights(index, parameter);
        }
    }

    private void LoadBatch(int epoch)
    {
        if (_orderEpoch != epoch)
            (_order, _orderEpoch) = (_train.Order(epoch), epoch);
        int start = (int)(_step % StepsPerEpoch) * _options.Batch;
        _train.Fill(_order.AsSpan(start, _options.Batch), epoch, _images, _classes);
    }

    private Tensor Images(float[] values, int count)
    {
        FeatureMap input = _network.Description.Input;
        return torch.tensor(values, [count, input.Channels, input.Height, input.Width]);
    }

    private (double Loss, double Accuracy)? Test()
    {
        int count = Math.Min(_options.TestImages ?? int.MaxValue, _test.Count);
        if (count == 0)
            return null;
        using IDisposable mode = torch.no_grad();
        double loss = 0;
        long correct = 0;
        for (int start = 0; start < count; start += TestBatch)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            int[] chosen = [.. Enumerable.Range(start, Math.Min(TestBatch, count - start))];
            float[] images = new float[chosen.Length * _test.ImageWords];
            long[] labels = new long[chosen.Length];
            _test.Fill(chosen, 0, images, labels);
            Tensor classes = torch.tensor(labels);
            Tensor scores = _network.Forward(Images(images, chosen.Length), null);
            loss += torch.nn.functional.cross_entropy(scores, classes).item<float>() * (double)chosen.Length;
            correct += scores.argmax(1).eq(classes).sum().item<long>();
        }

        return (loss / count, (double)correct / count);
    }

    private TrainingResult Result(TrainingStatus status, (double Loss, double Accuracy)? test) =>
        new(status, _step, StepsPerEpoch, test?.Accuracy, test?.Loss, _wrongBits, WeightsHash());

    private string WeightsHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (NamedTensor parameter in _network.Parameters)
            hash.AppendData(parameter.Values.bytes);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private IEnumerable<NamedTensor> State =>
        _network.Parameters.Concat(_network.Statistics).Concat(_sgd.Velocities).Concat(_sgd.Masters).Concat(_scratchpads.Contents);

    private void Save(RunFiles? files, RunLog? log)
    {
        if (files is null)
            return;
        var state = new Checkpoint(
            _run, [_step, _correct, log!.Length, .. _wrongBits.Numbers], [_lossSum],
            [.. State.Select(tensor => (tensor.Name, tensor.Values.bytes.ToArray()))]);
        state.Write(files.Paths.Checkpoint);
    }

    // Returns how long the log was.
    private long Resume(RunFiles files)
    {
        if (!File.Exists(files.Paths.Checkpoint))
            return 0;
        Checkpoint state = Checkpoint.Read(files.Paths.Checkpoint);
        if (state.Run != _run)
            throw new InputException($"{files.Paths.Checkpoint}: is of another run. {RunIdentity.Difference(state.Run, _run)}");
        _step = state.Numbers[0];
        _correct = state.Numbers[1];
        _wrongBits.Set([.. state.Numbers.Skip(3)]);
        _lossSum = state.Sums[0];
        Dictionary<string, NamedTensor> tensors = State.ToDictionary(tensor => tensor.Name);
        foreach ((string name, byte[] bytes) in state.Blocks)
        {
            if (tensors.TryGetValue(name, out NamedTensor? tensor))
                bytes.CopyTo(tensor.Values.bytes);
            else
                RestoreContent(name, bytes);
        }

        return state.Numbers[2];
    }

    private void RestoreContent(string name, byte[] bytes)
    {
        string[] parts = name.Split('.');
        Tensor values = torch.tensor(MemoryMarshal.Cast<byte, float>(bytes).ToArray()).DetachFromDisposeScope();
        _scratchpads.Restore(TensorRoles.OfPlural(parts[1]), int.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture),
            values);
    }
}

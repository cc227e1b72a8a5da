using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CycleSim.Platform;
using CycleSim.Training.Data;
using CycleSim.Training.Errors;
using CycleSim.Training.Formats;
using CycleSim.Training.Native;
using CycleSim.Training.Networks;
using CycleSim.TrainingRuns;
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
    private readonly IBatchSource _train;
    private readonly IBatchSource _test;
    private readonly Scratchpads _scratchpads;
    private readonly WeightUpdate _update;
    private readonly StateWrites _stateWrites;
    private readonly RoundedTensors _evaluation;
    private readonly string _run;
    private readonly DatasetSpec _dataset;
    private readonly WrongBitCounts _wrongBits = new();
    private readonly WrongBitCounts _wrongStateBits = new();
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
        FitCheck.Run(network, dataset, options.Batch);
        TorchLibrary.Load(options.Threads);
        FlushToZero.End();
        _options = options;
        _run = RunIdentity.Of(network, dataset, options);
        _network = new TorchNetwork(network, options.Seed);
        _train = Source(network, dataset, dataset.Train, options, options.Augments && dataset.Spec.Channels > 1);
        _test = Source(network, dataset, dataset.Test, options, augments: false);
        var writeErrors = new WriteErrors(options.WriteErrors, options.Seed, options.Formats);
        _scratchpads = new Scratchpads(writeErrors, network, options.OldContent, options.Formats);
        _stateWrites = new StateWrites(options.WriteErrors, options.Seed, _network.Parameters.Count);
        _evaluation = new RoundedTensors(options.Formats.Activations);
        _dataset = dataset.Spec;
        // Master weights are those that are drawn; what layers read is rounded from them.
        _update = TrainedOptimizers.Create(_network.Parameters, options);
        for (int index = 0; index < _network.Parameters.Count; index++)
            _scratchpads.InitialiseWeights(index, _network.Parameters[index]);
        _images = new float[(long)options.Batch * _train.SampleWords];
        _classes = new long[options.Batch * _train.SampleClasses];
        StepsPerEpoch = _train.Count / options.Batch;
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
        if (!_options.Formats.AreExact)
            throw new InputException("--record-traffic: records words of 32 bits; allowed with the number format fp32 only");
        if (_options.StoresMasterWeights)
            throw new InputException("--record-traffic: does not record master weights; allowed without --mixed-precision");
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
            double accuracy = (double)_correct / (inEpoch * _classes.Length);
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
        _update.Dispose();
        _scratchpads.Dispose();
        _network.Dispose();
    }

    private static IBatchSource Source(Network network, Dataset dataset, ImageSet samples, TrainingOptions options, bool augments) =>
        dataset.Spec.IsText
            ? new TokenSource(samples, network.Input.Height, options.Seed)
            : new BatchSource(dataset.Spec, samples, network.Input.Height, options.Seed, augments);

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
        WrongBitCounts wrongStates = _stateWrites.TakeCounts();
        _wrongBits.Add(wrong);
        _wrongStateBits.Add(wrongStates);
        log?.Write(new StepLine
        {
            Step = _step,
            Epoch = epoch,
            Loss = value,
            Accuracy = (double)correct / _classes.Length,
            WrongBits = wrong.ToRecord(wrongStates),
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
            IReadOnlyList<NamedTensor> states = _update.StoredStates(index);
            RoundGradient(parameter);
            _scratchpads.HoldWeights(index, parameter);
            _stateWrites.Hold(_step, index, states);
            _update.Update(index, _step);
            _scratchpads.StoreWeights(index, parameter);
            _stateWrites.Store(_step, index, states);
        }
    }

    // A gradient is stored until the update reads it, once. Its bits do not fail.
    private void RoundGradient(NamedTensor parameter)
    {
        if (_options.Formats.Gradients.IsExact || parameter.Values.grad is not { } gradient)
            return;
        using IDisposable mode = torch.no_grad();
        using Tensor ordered = gradient.contiguous();
        Round(_options.Formats.Gradients, ordered);
        gradient.copy_(ordered);
    }

    private static void Round(StoredFormat format, Tensor values) => format.Round(MemoryMarshal.Cast<byte, float>(values.bytes));

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
        if (input.IsTokens)
            return torch.tensor(values, [count, input.Height]).to(torch.int64);
        Tensor images = torch.tensor(values, [count, input.Channels, input.Height, input.Width]);
        Round(_options.Formats.Activations, images);
        return images;
    }

    private (double Loss, double Accuracy)? Test()
    {
        int count = Math.Min(_options.TestImages ?? int.MaxValue, _test.Count);
        if (count == 0)
            return null;
        using IDisposable mode = torch.no_grad();
        double loss = 0;
        long correct = 0;
        int batch = Math.Min(TestBatch, FitCheck.LargestBatch(_network.Description));
        for (int start = 0; start < count; start += batch)
        {
            using DisposeScope scope = torch.NewDisposeScope();
            int[] chosen = [.. Enumerable.Range(start, Math.Min(batch, count - start))];
            float[] images = new float[chosen.Length * _test.SampleWords];
            long[] labels = new long[chosen.Length * _test.SampleClasses];
            _test.Fill(chosen, 0, images, labels);
            Tensor expected = torch.tensor(labels);
            Tensor scores = _network.Evaluate(Images(images, chosen.Length), _evaluation);
            loss += torch.nn.functional.cross_entropy(scores, expected).item<float>() * (double)labels.Length;
            correct += scores.argmax(1).eq(expected).sum().item<long>();
        }

        long classes = (long)count * _test.SampleClasses;
        return (loss / classes, (double)correct / classes);
    }

    private TrainingResult Result(TrainingStatus status, (double Loss, double Accuracy)? test) =>
        new(status, _step, StepsPerEpoch, test?.Accuracy, test?.Loss, _wrongBits, _wrongStateBits, WeightsHash());

    private string WeightsHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (NamedTensor parameter in _network.Parameters)
            hash.AppendData(parameter.Values.bytes);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private IEnumerable<NamedTensor> State => _network.Parameters.Concat(_network.Statistics).Concat(_update.Kept);

    private void Save(RunFiles? files, RunLog? log)
    {
        if (files is null)
            return;
        // States have numbers only where some are stored; so checkpoints without are as they always were.
        bool hasStates = TrainedOptimizers.StoresStates(_options);
        var state = new Checkpoint(
            _run, [_step, _correct, log!.Length, .. _wrongBits.Numbers, .. hasStates ? _wrongStateBits.Numbers : []], [_lossSum],
            [
                .. State.Select(tensor => (tensor.Name, tensor.Values.bytes.ToArray())),
                .. ContentBlocks.Of(_scratchpads, _network.Parameters),
            ]);
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
        int counts = _wrongBits.Numbers.Count();
        _wrongBits.Set([.. state.Numbers.Skip(3).Take(counts)]);
        if (TrainedOptimizers.StoresStates(_options))
            _wrongStateBits.Set([.. state.Numbers.Skip(3 + counts)]);
        _lossSum = state.Sums[0];
        Dictionary<string, NamedTensor> tensors = State.ToDictionary(tensor => tensor.Name);
        foreach ((string name, byte[] bytes) in state.Blocks)
            if (tensors.TryGetValue(name, out NamedTensor? tensor))
                bytes.CopyTo(tensor.Values.bytes);
        ContentBlocks.Restore(state.Blocks, _scratchpads, _network.Parameters);
        return state.Numbers[2];
    }
}

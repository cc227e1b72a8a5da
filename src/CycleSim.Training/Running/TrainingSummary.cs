using System.Text.Json;
using CycleSim.Configuration.Files;
using CycleSim.Configuration.Text;
using CycleSim.Training.Data;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Training.Running;

/// <summary>The summary of a run as JSON. Nothing in it depends on when or where the run took place.</summary>
internal static class TrainingSummary
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true };

    /// <summary>Writes the summary.</summary>
    /// <param name="path">File.</param>
    /// <param name="network">The network.</param>
    /// <param name="dataset">The images.</param>
    /// <param name="options">What was computed.</param>
    /// <param name="result">What came out.</param>
    public static void Write(
        string path, Network network, Dataset dataset, TrainingOptions options, TrainingResult result)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(result);
        OutputFile.WriteAtomically(path, stream =>
        {
            using var json = new Utf8JsonWriter(stream, Layout);
            json.WriteStartObject();
            WriteRun(json, network, dataset, options);
            WriteResult(json, result);
            json.WriteEndObject();
        });
    }

    private static void WriteRun(Utf8JsonWriter json, Network network, Dataset dataset, TrainingOptions options)
    {
        json.WriteString("network", network.Name);
        json.WriteNumber("parameters", network.Parameters);
        json.WriteString("dataset", dataset.Spec.Name);
        json.WriteNumber("training_images", dataset.Train.Count);
        json.WriteNumber("test_images", dataset.Test.Count);
        json.WriteStartArray("notes");
        foreach (string note in dataset.Notes)
            json.WriteStringValue(note);
        json.WriteEndArray();
        json.WriteNumber("epochs", options.Epochs);
        json.WriteNumber("batch", options.Batch);
        json.WriteNumber("learning_rate", options.LearningRate);
        json.WriteNumber("momentum", options.Momentum);
        json.WriteNumber("weight_decay", options.WeightDecay);
        json.WriteNumber("seed", options.Seed);
        json.WriteNumber("threads", options.Threads);
        json.WriteBoolean("master_weights", options.KeepsMasterWeights);
        json.WriteBoolean("flush_to_zero", options.FlushesToZero);
        json.WriteString("old_content", Name(options.OldContent.ToString()));
        json.WriteString("error_model", Name(options.Errors.Model.ToString()));
        json.WriteStartObject("write_error_rates");
        foreach (TensorRole role in TensorRoles.All)
        {
            json.WriteStartArray(TensorRoles.KeyOf(role));
            foreach (double rate in options.Errors.At(role).Rates)
                json.WriteNumberValue(rate);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter json, TrainingResult result)
    {
        json.WriteString("status", Name(result.Status.ToString()));
        json.WriteNumber("steps", result.Steps);
        json.WriteNumber("steps_per_epoch", result.StepsPerEpoch);
        if (result.Status == TrainingStatus.Diverged)
            json.WriteNumber("diverged_at_step", result.Steps);
        RunLog.WriteFinite(json, "test_accuracy", result.TestAccuracy);
        RunLog.WriteFinite(json, "test_loss", result.TestLoss);
        json.WriteStartObject("words_written");
        foreach (TensorRole role in TensorRoles.All)
            json.WriteNumber(TensorRoles.KeyOf(role), result.Errors.Words(role));
        json.WriteEndObject();
        RunLog.WriteErrors(json, result.Errors);
        json.WriteString("weights_sha256", result.WeightsSha256);
    }

    private static string Name(string name) => EnumName.Of(name).Replace('_', '-');
}

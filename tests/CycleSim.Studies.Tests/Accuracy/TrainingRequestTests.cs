using CycleSim.Studies.Accuracy;
using CycleSim.Studies.Tests.Identity;
using CycleSim.TrainingRuns;

namespace CycleSim.Studies.Tests.Accuracy;

/// <summary>Results of trainings are found again by what was trained.</summary>
public sealed class TrainingRequestTests
{
    private static readonly TrainingRequest Request = new(
        "a", "lenet5", "mnist", 2, 64, 0.02, 150, null, 7, ErrorModelNames.StuckAtOld, new("off", "mantissa@8e-4", "sign@1e-9"));

    [Fact]
    public void The_text_is_that_of_stored_results()
    {
        Assert.Equal(
            "TrainingRequest { Label = , Network = lenet5, Dataset = mnist, Epochs = 2, Batch = 64, LearningRate = 0.02, MaxSteps = 150, "
            + "TestImages = , Seed = 7, ErrorModel = stuck-at-old, Activations = off, Weights = mantissa@8e-4, Errors = sign@1e-9 }",
            Request.IdentityText());
    }

    [Fact]
    public void Every_member_but_the_label_changes_the_id()
    {
        Assert.All(
            ChangedRecords.Of(Request),
            change => Assert.Equal(change.Path == nameof(TrainingRequest.Label), change.Changed.Id("images") == Request.Id("images")));
        Assert.NotEqual(Request.Id("images"), Request.Id("other images"));
    }
}

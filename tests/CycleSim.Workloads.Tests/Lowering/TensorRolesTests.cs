using CycleSim.Workloads.Lowering;

namespace CycleSim.Workloads.Tests.Lowering;

public sealed class TensorRolesTests
{
    [Fact]
    public void Every_role_is_counted_and_found_by_its_plural()
    {
        Assert.Equal(Enum.GetValues<TensorRole>(), TensorRoles.All);
        Assert.Equal(TensorRoles.Count, TensorRoles.All.Length);
        // Checkpoints and results of former versions have these names.
        Assert.Equal(["Activations", "Weights", "Errors"], TensorRoles.All.Select(TensorRoles.PluralOf));
        Assert.All(TensorRoles.All, role => Assert.Equal(role, TensorRoles.OfPlural(TensorRoles.PluralOf(role))));
        Assert.Contains("weights", Assert.Throws<ArgumentException>(() => TensorRoles.OfPlural("weights")).Message);
    }
}

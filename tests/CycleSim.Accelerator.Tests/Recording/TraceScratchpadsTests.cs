using CycleSim.Accelerator.Recording;
using CycleSim.Traces;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Accelerator.Tests.Recording;

public sealed class TraceScratchpadsTests
{
    [Fact]
    public void Every_role_has_the_component_of_its_name()
    {
        Assert.Equal(TraceNames.ScratchpadComponents, TensorRoles.All.Select(TraceScratchpads.Of));
        Assert.All(TensorRoles.All, role => Assert.Equal(role.ToString(), TraceScratchpads.Of(role).ToString()));
        Assert.All(TensorRoles.All, role => Assert.Equal(role, TraceScratchpads.RoleOf((long)TraceScratchpads.Of(role))));
    }
}

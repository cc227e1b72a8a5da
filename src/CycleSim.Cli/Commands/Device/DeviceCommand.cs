using System.CommandLine;

namespace CycleSim.Cli.Commands.Device;

/// <summary>`cyclesim device`: from the magnetic tunnel junction to the write error rate.</summary>
internal static class DeviceCommand
{
    internal static Command Create() => new(
        "device",
        "Magnetic tunnel junctions: barrier, write error rates, write points, trajectories, plots.\n\n" +
        "Example: cyclesim device info --device T1")
    {
        DeviceInfoCommand.Create(),
        DeviceWerCommand.Create(),
        DeviceWritePointCommand.Create(),
        DeviceTableCommand.Create(),
        DevicePopulationCommand.Create(),
        DeviceRetentionCommand.Create(),
        DeviceReadDisturbCommand.Create(),
        DeviceReadMarginCommand.Create(),
        DeviceTrajectoryCommand.Create(),
        DevicePlotCommand.Create(),
    };
}

using CycleSim.Cli;

return CommandLine.Run(args);

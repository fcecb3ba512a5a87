import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "dist",
    // Small files stay files: the server's content security policy knows no data: scripts or styles.
    assetsInlineLimit: 0,
  },
  server: {
    proxy: { "/api": "http://localhost:8080" },
  },
});

import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { compression } from "vite-plugin-compression2";

export default defineConfig({
  // The server hands out what is compressed here: it compresses nothing by itself, least of all answers with secrets.
  plugins: [
    react(),
    compression({ include: /\.(js|css|svg)$/, algorithms: ["gzip", "brotliCompress"] }),
  ],
  build: {
    outDir: "dist",
    // Small files stay files: the server's content security policy knows no data: scripts or styles.
    assetsInlineLimit: 0,
  },
  server: {
    proxy: { "/api": "http://localhost:8080" },
  },
});
